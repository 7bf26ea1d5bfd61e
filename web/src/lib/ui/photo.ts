/**
 * A photo made fit for the way: at most `longest` pixels wide or high, and redrawn, so that place and device that the camera wrote into
 * the file do not travel.
 */
export const redraw = async (file: Blob, longest = 1600, quality = 0.82): Promise<Blob> => {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no canvas in this browser');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((resolve, reject) => {
    canvas.toBlob((made) => (made ? resolve(made) : reject(new Error('photo not drawn'))), 'image/jpeg', quality);
  });
};

/** Sends it; `id` is what commands carry. Progress from 0 to 1. Rejects with the server's code, or `network`. */
export const upload = (to: string, file: Blob, progress: (share: number) => void, signal?: AbortSignal): Promise<string> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', to);
    request.setRequestHeader('content-type', file.type);
    request.responseType = 'json';
    request.upload.onprogress = (event) => progress(event.lengthComputable ? event.loaded / event.total : 0);
    request.onload = () => {
      const answer = request.response as { id?: string; refused?: string } | null;
      if (request.status < 300 && answer?.id !== undefined) resolve(answer.id);
      else reject(new Error(answer?.refused ?? `status ${request.status}`));
    };
    request.onerror = () => reject(new Error('network'));
    request.onabort = () => reject(new Error('cancelled'));
    signal?.addEventListener('abort', () => request.abort());
    request.send(file);
  });
