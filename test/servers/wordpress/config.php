<?php
/**
 * The wp-config of a test server. Core lies in the cache and is shared; what belongs to a run is named by the
 * environment: WORDPRESS_CONTENT (wp-content), WORDPRESS_DATABASE (a folder), WORDPRESS_JWT_SECRET, WORDPRESS_SWITCHES.
 */
require_once __DIR__ . '/switches.php';

if ( clipdraft_is_on( 'authorization_stripped' ) ) {
	unset( $_SERVER['HTTP_AUTHORIZATION'], $_SERVER['REDIRECT_HTTP_AUTHORIZATION'], $_SERVER['PHP_AUTH_USER'], $_SERVER['PHP_AUTH_PW'] );
}

// What PHP itself does with a form over post_max_size, or a file over upload_max_filesize, which no script can set for
// itself. It leaves a form that is too long unread, and WordPress then takes it for the file.
if ( clipdraft_is_on( 'post_max' )
	&& (int) ( $_SERVER['CONTENT_LENGTH'] ?? 0 ) > (int) clipdraft_switch( 'post_max' )
	&& str_starts_with( $_SERVER['CONTENT_TYPE'] ?? '', 'multipart/form-data' ) ) {
	$_POST               = array();
	$_FILES              = array();
	$HTTP_RAW_POST_DATA = '--';
}
if ( clipdraft_is_on( 'upload_max' ) ) {
	foreach ( $_FILES as $clipdraft_name => $clipdraft_upload ) {
		if ( $clipdraft_upload['size'] > (int) clipdraft_switch( 'upload_max' ) ) {
			$_FILES[ $clipdraft_name ] = array( 'tmp_name' => '', 'size' => 0, 'error' => UPLOAD_ERR_INI_SIZE ) + $clipdraft_upload;
		}
	}
}

define( 'DB_ENGINE', 'sqlite' );
define( 'DB_DIR', getenv( 'WORDPRESS_DATABASE' ) );
define( 'DB_FILE', 'wordpress.sqlite' );
define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', '' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', '' );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );
$table_prefix = 'wp_';

foreach ( array( 'AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE' ) as $clipdraft_name ) {
	define( "{$clipdraft_name}_KEY", hash( 'sha256', "$clipdraft_name key" ) );
	define( "{$clipdraft_name}_SALT", hash( 'sha256', "$clipdraft_name salt" ) );
}
if ( ! clipdraft_is_on( 'secret_missing' ) ) {
	define( 'JWT_AUTH_SECRET_KEY', clipdraft_is_on( 'secret_changed' ) ? str_repeat( 'changed-', 8 ) : getenv( 'WORDPRESS_JWT_SECRET' ) );
}
define( 'JWT_AUTH_CORS_ENABLE', true );

// Application passwords over http are for local environments only.
define( 'WP_ENVIRONMENT_TYPE', clipdraft_is_on( 'not_local' ) ? 'production' : 'local' );
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'AUTOMATIC_UPDATER_DISABLED', true );
define( 'DISABLE_WP_CRON', true );
define( 'WP_DEBUG', false );
// One gzip of many scripts is slower than the scripts.
define( 'CONCATENATE_SCRIPTS', false );

define( 'WP_CONTENT_DIR', getenv( 'WORDPRESS_CONTENT' ) );
define( 'WPMU_PLUGIN_DIR', __DIR__ . '/mu-plugins' );
if ( isset( $_SERVER['HTTP_HOST'] ) ) {
	define( 'WP_HOME', 'http://' . $_SERVER['HTTP_HOST'] );
	define( 'WP_SITEURL', WP_HOME );
	define( 'WP_CONTENT_URL', WP_HOME . '/wp-content' );
}

require_once ABSPATH . 'wp-settings.php';
