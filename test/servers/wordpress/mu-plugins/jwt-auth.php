<?php
/**
 * Answers as the plugin "JWT Authentication for WP REST API" 1.3.4 was recorded to answer; written anew from those
 * recordings. Real signatures, real clocks, WordPress's own wp_authenticate().
 */
namespace Clipdraft\JwtAuth;

require_once dirname( __DIR__ ) . '/jwt.php';

if ( clipdraft_is_on( 'jwt_off' ) || clipdraft_is_on( 'jwt_other' ) ) {
	return;
}

function secret(): string {
	return defined( 'JWT_AUTH_SECRET_KEY' ) ? (string) JWT_AUTH_SECRET_KEY : '';
}

function refusal( string $code, string $message ): \WP_Error {
	return new \WP_Error( $code, $message, array( 'status' => 403 ) );
}

function bad_config(): \WP_Error {
	return refusal( 'jwt_auth_bad_config', 'JWT is not configured properly, please contact the admin' );
}

/** POST jwt-auth/v1/token {username, password}: whatever WordPress and other plugins say against it is passed on. */
function answer_token( \WP_REST_Request $request ) {
	if ( '' === secret() ) {
		return bad_config();
	}
	$user = wp_authenticate( $request->get_param( 'username' ), $request->get_param( 'password' ) );
	if ( is_wp_error( $user ) ) {
		return refusal( '[jwt_auth] ' . $user->get_error_code(), $user->get_error_message() );
	}
	$issued = time();
	$claims = array(
		'iss'  => get_bloginfo( 'url' ),
		'iat'  => $issued,
		'nbf'  => apply_filters( 'jwt_auth_not_before', $issued, $issued ),
		'exp'  => apply_filters( 'jwt_auth_expire', $issued + 7 * DAY_IN_SECONDS, $issued ),
		// The id as the database gives it, a string.
		'data' => array( 'user' => array( 'id' => $user->data->ID ) ),
	);
	return array(
		'token'             => \Clipdraft\Jwt\encode( $claims, secret() ),
		'user_email'        => $user->data->user_email,
		'user_nicename'     => $user->data->user_nicename,
		'user_display_name' => $user->data->display_name,
	);
}

/** The token's claims, or what is wrong with it. A user who no longer exists is not noticed here. */
function claims_of( string $header ) {
	list( $token ) = sscanf( $header, 'Bearer %s' );
	if ( ! $token ) {
		return refusal( 'jwt_auth_bad_auth_header', 'Authorization header malformed.' );
	}
	if ( '' === secret() ) {
		return bad_config();
	}
	try {
		$claims = \Clipdraft\Jwt\decode( $token, secret() );
	} catch ( \Exception $error ) {
		return refusal( 'jwt_auth_invalid_token', $error->getMessage() );
	}
	if ( ( $claims->iss ?? null ) !== get_bloginfo( 'url' ) ) {
		return refusal( 'jwt_auth_bad_iss', 'The iss do not match with this server' );
	}
	if ( ! isset( $claims->data->user->id ) ) {
		return refusal( 'jwt_auth_bad_request', 'User ID not found in the token' );
	}
	return $claims;
}

/** POST jwt-auth/v1/token/validate */
function answer_validate( \WP_REST_Request $request ) {
	$header = $request->get_header( 'Authorization' );
	if ( ! $header ) {
		return refusal( 'jwt_auth_no_auth_header', 'Authorization header not found.' );
	}
	$claims = claims_of( $header );
	return is_wp_error( $claims ) ? $claims : array( 'code' => 'jwt_auth_valid_token', 'data' => array( 'status' => 200 ) );
}

/** What a bad token is answered with, whatever was asked for. */
final class Refused {
	public static ?\WP_Error $reason = null;
}

function current_user( $user ) {
	$address = $_SERVER['REQUEST_URI'] ?? '';
	$is_rest = ( defined( 'REST_REQUEST' ) && REST_REQUEST ) || strpos( $address, rest_get_url_prefix() );
	if ( ( $is_rest && $user ) || strpos( $address, 'token/validate' ) > 0 ) {
		return $user;
	}
	$header = $_SERVER['HTTP_AUTHORIZATION'] ?? $_SERVER['REDIRECT_HTTP_AUTHORIZATION'] ?? '';
	if ( 0 !== strpos( $header, 'Bearer' ) ) {
		return $user;
	}
	$claims = claims_of( $header );
	if ( is_wp_error( $claims ) ) {
		Refused::$reason = $claims;
		return $user;
	}
	return $claims->data->user->id;
}

add_filter( 'determine_current_user', __NAMESPACE__ . '\current_user' );
add_filter( 'rest_pre_dispatch', static fn( $result ) => Refused::$reason ?? $result );
add_action(
	'rest_api_init',
	static function (): void {
		if ( JWT_AUTH_CORS_ENABLE && ! headers_sent() ) {
			header( 'Access-Control-Allow-Headers: Access-Control-Allow-Headers, Content-Type, Authorization' );
		}
		foreach ( array( 'token' => 'answer_token', 'token/validate' => 'answer_validate' ) as $route => $answer ) {
			register_rest_route(
				'jwt-auth/v1',
				$route,
				array(
					'methods'             => 'POST',
					'callback'            => __NAMESPACE__ . "\\$answer",
					'permission_callback' => '__return_true',
				)
			);
		}
	}
);
