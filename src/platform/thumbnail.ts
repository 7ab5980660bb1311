/** Twice what it is shown at, for dense screens. In pixels. */
const EDGE = 112;

/** The middle of an image as a small square picture, a `data:` address; null where it can't be drawn. */
export async function thumbnail(bytes: Blob): Promise<string | null> {
  try {
    const image = await createImageBitmap(bytes);
    const scale = EDGE / Math.min(image.width, image.height);
    const [width, height] = [image.width * scale, image.height * scale];
    const canvas = new OffscreenCanvas(EDGE, EDGE);
    canvas.getContext('2d')?.drawImage(image, (EDGE - width) / 2, (EDGE - height) / 2, width, height);
    image.close();
    const small = await canvas.convertToBlob({ type: 'image/webp', quality: 0.8 });
    return `data:${small.type};base64,${btoa(String.fromCharCode(...new Uint8Array(await small.arrayBuffer())))}`;
  } catch {
    return null;
  }
}
