<?php
/**
 * Failures asked for from outside: for all requests by the file that WORDPRESS_SWITCHES names (a JSON list), or for one
 * request by its header X-Switches (comma separated; it stands instead of the file, so `X-Switches: none` is a server
 * without failures). What each one does is in wordpress-switches.ts.
 */

/** The value of a switch (`name=value`, else an empty string), or null while it is off. */
function clipdraft_switch( string $name ): ?string {
	static $switches = null;
	if ( null === $switches ) {
		$switches = array();
		foreach ( clipdraft_switch_list() as $switch ) {
			list( $key, $value )      = explode( '=', trim( $switch ), 2 ) + array( 1 => '' );
			$switches[ $key ] = $value;
		}
	}
	return $switches[ $name ] ?? null;
}

function clipdraft_is_on( string $name ): bool {
	return null !== clipdraft_switch( $name );
}

function clipdraft_switch_list(): array {
	if ( isset( $_SERVER['HTTP_X_SWITCHES'] ) ) {
		return explode( ',', $_SERVER['HTTP_X_SWITCHES'] );
	}
	$file = (string) getenv( 'WORDPRESS_SWITCHES' );
	$list = is_file( $file ) ? json_decode( (string) file_get_contents( $file ), true ) : null;
	return is_array( $list ) ? $list : array();
}
