<?php
/** `php parse-blocks.php <core> <post id>`: the stored post as core's own parse_blocks() sees it, as JSON. */
$_SERVER['HTTP_HOST'] = '127.0.0.1';
$_SERVER['REQUEST_URI'] = '/';
require $argv[1] . '/wp-load.php';

function clipdraft_block( array $block ): array {
	return array(
		'blockName'   => $block['blockName'],
		'attrs'       => (object) $block['attrs'],
		'innerHTML'   => $block['innerHTML'],
		'innerBlocks' => array_map( 'clipdraft_block', $block['innerBlocks'] ),
	);
}

$clipdraft_post = get_post( (int) $argv[2] );
if ( null === $clipdraft_post ) {
	fwrite( STDERR, "There is no post {$argv[2]}.\n" );
	exit( 1 );
}
echo json_encode( array_map( 'clipdraft_block', parse_blocks( $clipdraft_post->post_content ) ), JSON_THROW_ON_ERROR );
