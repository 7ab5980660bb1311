<?php
/** What a web server in front of WordPress does: files as they are, everything else to WordPress, and its own refusals. */
require_once __DIR__ . '/switches.php';

/** An answer of the server's own, as nginx writes it. */
function clipdraft_refuse( int $status, string $reason ): bool {
	http_response_code( $status );
	header( 'Content-Type: text/html' );
	echo "<html>\r\n<head><title>$status $reason</title></head>\r\n<body>\r\n<center><h1>$status $reason</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n";
	return true;
}

/** Runs a script of WordPress as if it had been asked for by its own address. */
function clipdraft_script( string $name ): string {
	$file                       = $_SERVER['DOCUMENT_ROOT'] . $name;
	$_SERVER['SCRIPT_NAME']     = $name;
	$_SERVER['PHP_SELF']        = $name;
	$_SERVER['SCRIPT_FILENAME'] = $file;
	chdir( dirname( $file ) );
	return $file;
}

list( $clipdraft_host, $clipdraft_port ) = explode( ':', $_SERVER['HTTP_HOST'] ?? '', 2 ) + array( 1 => '80' );

if ( clipdraft_is_on( 'redirect' ) && '127.0.0.1' === $clipdraft_host ) {
	header( "Location: http://localhost:$clipdraft_port{$_SERVER['REQUEST_URI']}", true, (int) clipdraft_switch( 'redirect' ) );
	return true;
}
if ( clipdraft_is_on( 'staging' ) && 'letmein' !== ( $_SERVER['HTTP_X_STAGING'] ?? '' ) ) {
	return '403' === clipdraft_switch( 'staging' )
		? clipdraft_refuse( 403, 'Forbidden' )
		: clipdraft_refuse( 401, 'Authorization Required' );
}
if ( clipdraft_is_on( 'body_limit' ) && (int) ( $_SERVER['CONTENT_LENGTH'] ?? 0 ) > (int) clipdraft_switch( 'body_limit' ) ) {
	return clipdraft_refuse( 413, 'Request Entity Too Large' );
}

$clipdraft_path = rawurldecode( (string) parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) );
$clipdraft_file = $_SERVER['DOCUMENT_ROOT'] . $clipdraft_path;
if ( '/' !== $clipdraft_path && is_file( $clipdraft_file ) ) {
	if ( ! str_ends_with( $clipdraft_path, '.php' ) ) {
		return false;
	}
	require clipdraft_script( $clipdraft_path );
} elseif ( '/' !== $clipdraft_path && is_file( rtrim( $clipdraft_file, '/' ) . '/index.php' ) ) {
	require clipdraft_script( rtrim( $clipdraft_path, '/' ) . '/index.php' );
} else {
	require clipdraft_script( '/index.php' );
}
