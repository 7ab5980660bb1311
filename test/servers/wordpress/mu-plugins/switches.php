<?php
/** The failures that plugins, themes and WordPress itself cause. What each switch means is in wordpress-switches.ts. */
namespace Clipdraft\Switches;

add_filter( 'pre_wp_mail', '__return_true' );

if ( clipdraft_is_on( 'byte_order_mark' ) ) {
	echo "\xEF\xBB\xBF";
}

add_action(
	'muplugins_loaded',
	static function (): void {
		if ( clipdraft_is_on( 'maintenance' ) ) {
			// As core's wp_maintenance() does while a file .maintenance lies beside it.
			header( 'Retry-After: 600' );
			wp_die( 'Briefly unavailable for scheduled maintenance. Check back in a minute.', 'Maintenance', 503 );
		}
	}
);

add_filter( 'jwt_auth_expire', static fn( $seconds ) => seconds_from_now( 'token_seconds' ) ?? $seconds );
add_filter( 'jwt_auth_not_before', static fn( $seconds ) => seconds_from_now( 'token_not_before' ) ?? $seconds );

function seconds_from_now( string $name ): ?int {
	return clipdraft_is_on( $name ) ? time() + (int) clipdraft_switch( $name ) : null;
}

const LOGIN_REFUSALS = array(
	'captcha'    => array( 'recaptcha_error', '<strong>ERROR</strong>: Please solve the CAPTCHA.' ),
	'two_factor' => array( 'invalid_application_credentials', '<strong>Error</strong>: API login for user disabled.' ),
	'lockout'    => array( 'too_many_retries', '<strong>ERROR</strong>: Too many failed login attempts. Please try again in 20 minutes.' ),
);

add_filter(
	'authenticate',
	static function ( $user ) {
		foreach ( LOGIN_REFUSALS as $name => list( $code, $message ) ) {
			if ( clipdraft_is_on( $name ) ) {
				return new \WP_Error( $code, $message );
			}
		}
		return $user;
	},
	99
);

add_filter(
	'rest_authentication_errors',
	static function ( $result ) {
		if ( clipdraft_is_on( 'rest_blocked' ) ) {
			return new \WP_Error( 'rest_disabled', 'The REST API is disabled on this site.', array( 'status' => (int) clipdraft_switch( 'rest_blocked' ) ) );
		}
		if ( clipdraft_is_on( 'rest_for_members' ) && ! is_user_logged_in() ) {
			return new \WP_Error( 'rest_cannot_access', 'Only authenticated users can access the REST API.', array( 'status' => 401 ) );
		}
		return $result;
	},
	200
);

if ( clipdraft_is_on( 'application_passwords_off' ) ) {
	add_filter( 'wp_is_application_passwords_available', '__return_false' );
}
if ( clipdraft_is_on( 'application_passwords_unused' ) ) {
	add_filter( 'pre_option_using_application_passwords', static fn() => '0' );
}
if ( clipdraft_is_on( 'upload_forbidden' ) ) {
	add_filter( 'user_has_cap', static fn( array $caps ) => array( 'upload_files' => false ) + $caps );
}
if ( clipdraft_is_on( 'unfiltered_html_forbidden' ) ) {
	add_filter( 'map_meta_cap', static fn( array $caps, string $cap ) => 'unfiltered_html' === $cap ? array( 'do_not_allow' ) : $caps, 10, 2 );
}

if ( clipdraft_is_on( 'plain_permalinks' ) ) {
	add_filter( 'pre_option_permalink_structure', static fn() => '' );
	add_filter( 'pre_option_rewrite_rules', static fn() => '' );
	// Core would store the rules it has now derived: none.
	add_filter( 'pre_update_option_rewrite_rules', static fn( $new, $old ) => $old, 10, 2 );
}
if ( clipdraft_is_on( 'rest_prefix' ) ) {
	add_filter( 'rest_url_prefix', static fn() => clipdraft_switch( 'rest_prefix' ) );
	add_filter(
		'option_rewrite_rules',
		static function ( $rules ) {
			$prefix = clipdraft_switch( 'rest_prefix' );
			$others = array_filter( (array) $rules, static fn( string $rule ) => ! str_contains( $rule, 'wp-json/' ), ARRAY_FILTER_USE_KEY );
			return array( "^$prefix/?\$" => 'index.php?rest_route=/', "^$prefix/(.*)?" => 'index.php?rest_route=/$matches[1]' ) + $others;
		}
	);
}

add_action(
	'rest_api_init',
	static function (): void {
		if ( clipdraft_is_on( 'fatal' ) ) {
			function_that_is_not_there();
		}
		if ( clipdraft_is_on( 'php_warning' ) ) {
			echo "<br />\n<b>Warning</b>: Undefined variable \$x in <b>/srv/wp/wp-content/plugins/foo.php</b> on line <b>3</b><br />\n";
		}
		if ( clipdraft_is_on( 'wp_die' ) ) {
			wp_die( 'maintenance', '', array( 'response' => 503 ) );
		}
	}
);
