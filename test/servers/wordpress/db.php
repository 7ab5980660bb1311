<?php
/** The database drop-in: SQLite instead of MySQL. */
require_once getenv( 'WORDPRESS_SQLITE' ) . '/wp-includes/sqlite/db.php';

if ( ! property_exists( 'wpdb', 'allow_unsafe_unquoted_parameters' ) ) {
	/** SQLite asks wpdb for a property that WordPress has only since 6.2; this is its default. */
	final class Clipdraft_Old_DB extends WP_SQLite_DB {
		public function __get( $name ) {
			return 'allow_unsafe_unquoted_parameters' === $name ? true : parent::__get( $name );
		}
	}
	$GLOBALS['wpdb'] = new Clipdraft_Old_DB( DB_NAME );
}
