<?php
/**
 * Installs a site into an empty database: `php seed.php <core>` with {title, users: [{login, password, email,
 * displayName, role}]} on its standard input, the first user an administrator. Writes {login: application password}.
 */
define( 'WP_INSTALLING', true );
$_SERVER['HTTP_HOST'] = '127.0.0.1';
$_SERVER['REQUEST_URI'] = '/';
$clipdraft_site = json_decode( stream_get_contents( STDIN ), true );

require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/misc.php';

$clipdraft_first = $clipdraft_site['users'][0];
wp_install( $clipdraft_site['title'], $clipdraft_first['login'], $clipdraft_first['email'], true, '', $clipdraft_first['password'] );

$GLOBALS['wp_rewrite']->set_permalink_structure( '/%postname%/' );
flush_rewrite_rules( false );

$clipdraft_keys = array();
foreach ( $clipdraft_site['users'] as $clipdraft_user ) {
	$clipdraft_data = array(
		'user_login'   => $clipdraft_user['login'],
		'user_email'   => $clipdraft_user['email'],
		'display_name' => $clipdraft_user['displayName'],
		'role'         => $clipdraft_user['role'],
	);
	$clipdraft_known = username_exists( $clipdraft_user['login'] );
	$clipdraft_id    = $clipdraft_known
		? wp_update_user( array( 'ID' => $clipdraft_known ) + $clipdraft_data )
		: wp_insert_user( array( 'user_pass' => $clipdraft_user['password'] ) + $clipdraft_data );
	// The block editor greets nobody with a guide.
	update_user_meta( $clipdraft_id, 'wp_persisted_preferences', array( 'core/edit-post' => array( 'welcomeGuide' => false ), '_modified' => gmdate( 'c' ) ) );
	$clipdraft_key = WP_Application_Passwords::create_new_application_password( $clipdraft_id, array( 'name' => 'Tests' ) );
	$clipdraft_keys[ $clipdraft_user['login'] ] = WP_Application_Passwords::chunk_password( $clipdraft_key[0] );
}
echo json_encode( $clipdraft_keys );
