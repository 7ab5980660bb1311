<?php
/**
 * Answers as the other plugin with the same namespace does, "JWT Auth" by useful-team (its documentation and published
 * source say how, version 3): everything in an envelope, tokens for ten minutes, refreshed by an HttpOnly cookie, and
 * without a token only wp/v2 and oembed are open. Written anew.
 */
namespace Clipdraft\JwtAuthOther;

require_once dirname( __DIR__ ) . '/jwt.php';

if ( clipdraft_is_on( 'jwt_off' ) || ! clipdraft_is_on( 'jwt_other' ) ) {
	return;
}

const REFRESH_TOKENS = 'jwt_auth_refresh_tokens';

function secret(): string {
	return defined( 'JWT_AUTH_SECRET_KEY' ) ? (string) JWT_AUTH_SECRET_KEY : '';
}

function envelope( int $status, string $code, string $message, array $data = array() ): \WP_REST_Response {
	return new \WP_REST_Response(
		array(
			'success'    => $status < 400,
			'statusCode' => $status,
			'code'       => $code,
			'message'    => $message,
			'data'       => $data,
		),
		$status
	);
}

/** POST jwt-auth/v1/token {username, password}, or with the cookie alone. */
function answer_token( \WP_REST_Request $request ): \WP_REST_Response {
	if ( '' === secret() ) {
		return envelope( 500, 'jwt_auth_bad_config', 'JWT is not configured properly.' );
	}
	if ( isset( $_COOKIE['refresh_token'] ) ) {
		$user = user_of_cookie( $_COOKIE['refresh_token'] );
		if ( $user instanceof \WP_REST_Response ) {
			return $user;
		}
	} else {
		$user = wp_authenticate( $request->get_param( 'username' ), $request->get_param( 'password' ) );
		if ( is_wp_error( $user ) ) {
			return envelope( 401, $user->get_error_code(), strip_tags( $user->get_error_message() ) );
		}
		set_cookie( $user );
	}
	$issued = time();
	$claims = array(
		'iss'  => get_bloginfo( 'url' ),
		'iat'  => $issued,
		'nbf'  => apply_filters( 'jwt_auth_not_before', $issued, $issued ),
		'exp'  => apply_filters( 'jwt_auth_expire', $issued + 10 * MINUTE_IN_SECONDS, $issued ),
		'data' => array( 'user' => array( 'id' => $user->ID ) ),
	);
	return envelope(
		200,
		'jwt_auth_valid_credential',
		'Credential is valid',
		array(
			'token'       => \Clipdraft\Jwt\encode( $claims, secret() ),
			'id'          => $user->ID,
			'email'       => $user->user_email,
			'nicename'    => $user->user_nicename,
			'firstName'   => $user->first_name,
			'lastName'    => $user->last_name,
			'displayName' => $user->display_name,
		)
	);
}

/** POST jwt-auth/v1/token/refresh: another cookie for the one that is there. */
function answer_refresh(): \WP_REST_Response {
	if ( ! isset( $_COOKIE['refresh_token'] ) ) {
		return envelope( 401, 'jwt_auth_no_auth_cookie', 'Refresh token cookie not found.' );
	}
	$user = user_of_cookie( $_COOKIE['refresh_token'] );
	if ( $user instanceof \WP_REST_Response ) {
		return $user;
	}
	set_cookie( $user );
	return envelope( 200, 'jwt_auth_valid_token', 'Token is valid' );
}

function set_cookie( \WP_User $user ): void {
	$token   = bin2hex( random_bytes( 32 ) );
	$expires = time() + 30 * DAY_IN_SECONDS;
	setcookie( 'refresh_token', "$user->ID.$token", $expires, COOKIEPATH, COOKIE_DOMAIN, is_ssl(), true );
	update_user_meta( $user->ID, REFRESH_TOKENS, array( 'token' => $token, 'expires' => $expires ) );
}

/** @return \WP_User|\WP_REST_Response */
function user_of_cookie( string $cookie ) {
	list( $id, $token ) = explode( '.', $cookie, 2 ) + array( 1 => '' );
	if ( 0 === (int) $id || '' === $token ) {
		return envelope( 401, 'jwt_auth_invalid_refresh_token', 'Invalid refresh token' );
	}
	$known = get_user_meta( (int) $id, REFRESH_TOKENS, true );
	if ( ! is_array( $known ) || $known['token'] !== $token || $known['expires'] < time() ) {
		return envelope( 401, 'jwt_auth_obsolete_token', 'Token is obsolete' );
	}
	return get_user_by( 'id', (int) $id );
}

/** The token's claims, or the answer to it. @return \stdClass|\WP_REST_Response */
function claims_of_request() {
	$header = $_SERVER['HTTP_AUTHORIZATION'] ?? $_SERVER['REDIRECT_HTTP_AUTHORIZATION'] ?? '';
	if ( '' === $header ) {
		return envelope( 401, 'jwt_auth_no_auth_header', 'Authorization header not found.' );
	}
	list( $token ) = sscanf( $header, 'Bearer %s' );
	if ( ! $token ) {
		return envelope( 401, 'jwt_auth_bad_auth_header', 'Authorization header malformed.' );
	}
	if ( '' === secret() ) {
		return envelope( 401, 'jwt_auth_bad_config', 'JWT is not configured properly.' );
	}
	try {
		$claims = \Clipdraft\Jwt\decode( $token, secret() );
	} catch ( \Exception $error ) {
		return envelope( 401, 'jwt_auth_invalid_token', $error->getMessage() );
	}
	if ( ( $claims->iss ?? null ) !== get_bloginfo( 'url' ) ) {
		return envelope( 401, 'jwt_auth_bad_iss', 'The iss do not match with this server.' );
	}
	if ( ! isset( $claims->data->user->id ) ) {
		return envelope( 401, 'jwt_auth_bad_request', 'User ID not found in the token.' );
	}
	if ( ! get_user_by( 'id', $claims->data->user->id ) ) {
		return envelope( 401, 'jwt_auth_user_not_found', "User doesn't exist" );
	}
	return $claims;
}

/** POST jwt-auth/v1/token/validate */
function answer_validate(): \WP_REST_Response {
	$claims = claims_of_request();
	return $claims instanceof \WP_REST_Response ? $claims : envelope( 200, 'jwt_auth_valid_token', 'Token is valid' );
}

/** What every route is answered with instead. */
final class Refused {
	public static ?\WP_REST_Response $answer = null;
}

function current_user( $user ) {
	$slug    = get_option( 'permalink_structure' ) ? rest_get_url_prefix() : '?rest_route=/';
	$address = $_SERVER['REQUEST_URI'] ?? '';
	if ( ! strpos( $address, $slug ) || strpos( $address, 'token/validate' ) > 0 ) {
		return $user;
	}
	$claims = claims_of_request();
	if ( $claims instanceof \stdClass ) {
		return $claims->data->user->id;
	}
	$without = in_array( $claims->data['code'], array( 'jwt_auth_no_auth_header', 'jwt_auth_bad_auth_header' ), true );
	if ( ! $without || ! is_open( $address, home_url( "/$slug", 'relative' ) ) ) {
		Refused::$answer = $claims;
	}
	return $user;
}

function is_open( string $address, string $root ): bool {
	if ( str_starts_with( $address, "$root/jwt-auth/v1/token" ) ) {
		return true;
	}
	return false !== stripos( $address, "$root/wp/v2/" ) || false !== stripos( $address, "$root/oembed/" );
}

add_filter( 'determine_current_user', __NAMESPACE__ . '\current_user' );
add_filter( 'rest_pre_dispatch', static fn( $result ) => Refused::$answer ?? $result );
add_action(
	'rest_api_init',
	static function (): void {
		$routes = array( 'token' => 'answer_token', 'token/validate' => 'answer_validate', 'token/refresh' => 'answer_refresh' );
		foreach ( $routes as $route => $answer ) {
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
