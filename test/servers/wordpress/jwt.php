<?php
/** JSON Web Tokens signed with HS256 (RFC 7519, RFC 7515), with the checks and the words of the library both plugins use. */
namespace Clipdraft\Jwt;

function encode( array $payload, string $secret ): string {
	$parts   = array_map(
		static fn( array $part ): string => base64url( (string) json_encode( $part, JSON_UNESCAPED_SLASHES ) ),
		array( array( 'typ' => 'JWT', 'alg' => 'HS256' ), $payload )
	);
	$parts[] = base64url( hash_hmac( 'sha256', implode( '.', $parts ), $secret, true ) );
	return implode( '.', $parts );
}

/** @throws \Exception with the message that the plugins pass on */
function decode( string $token, string $secret ): \stdClass {
	$parts = explode( '.', $token );
	if ( 3 !== count( $parts ) ) {
		throw new \Exception( 'Wrong number of segments' );
	}
	$header  = json( $parts[0] );
	$payload = json( $parts[1] );
	if ( empty( $header->alg ) ) {
		throw new \Exception( 'Empty algorithm' );
	}
	if ( ! in_array( $header->alg, array( 'HS256', 'HS384', 'HS512', 'RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES256K', 'EdDSA' ), true ) ) {
		throw new \Exception( 'Algorithm not supported' );
	}
	if ( 'HS256' !== $header->alg ) {
		throw new \Exception( 'Incorrect key for this algorithm' );
	}
	if ( ! hash_equals( hash_hmac( 'sha256', "$parts[0].$parts[1]", $secret, true ), unbase64url( $parts[2] ) ) ) {
		throw new \Exception( 'Signature verification failed' );
	}
	foreach ( array( 'nbf', 'iat' ) as $claim ) {
		if ( isset( $payload->$claim ) && $payload->$claim > time() ) {
			throw new \Exception( 'Cannot handle token prior to ' . date( \DateTime::ISO8601, (int) $payload->$claim ) );
		}
	}
	if ( isset( $payload->exp ) && time() >= $payload->exp ) {
		throw new \Exception( 'Expired token' );
	}
	return $payload;
}

function json( string $part ): \stdClass {
	$value = json_decode( unbase64url( $part ) );
	if ( JSON_ERROR_NONE !== json_last_error() ) {
		throw new \Exception( JSON_ERROR_UTF8 === json_last_error() ? 'Malformed UTF-8 characters' : 'Syntax error, malformed JSON' );
	}
	if ( ! $value instanceof \stdClass ) {
		throw new \Exception( 'Payload must be a JSON object' );
	}
	return $value;
}

function base64url( string $bytes ): string {
	return rtrim( strtr( base64_encode( $bytes ), '+/', '-_' ), '=' );
}

function unbase64url( string $text ): string {
	return (string) base64_decode( strtr( $text, '-_', '+/' ) );
}
