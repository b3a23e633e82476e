// A picture for a view that reads one: drawn with pointer or finger, dropped or chosen as a file, or picked from the training
// images. Whatever it is, it goes out in the size and channels of the run's data.

import { type DragEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import type { GivenPicture, ImagesView } from '../../../lib/schema/views';
import { useTexts } from '../../i18n/use-texts';
import { Button } from '../controls/Button';
import { ViewFigure } from '../views/ViewFigure';
import styles from './PictureInput.module.css';
import { bytesOfPixels, centredSquare } from './picture-bytes';

/** Strokes are drawn at this many times the run's size, then shrunk, so that their edges are soft like those of the data. */
const FINER = 8;
/** Width of a stroke as a share of the picture; digits have strokes of about two pixels of 28. */
const STROKE = 0.085;

/** The training image that a view reads before it is given a picture. */
const FIRST = 0;

export interface PictureInputProps {
  /** What to give. */
  readonly prompt: string;
  /** Side in pixels. */
  readonly size: number;
  readonly channels: 1 | 3;
  /** Training images to pick from; null while there are none. */
  readonly reals: ImagesView | null;
  readonly onPicture: (picture: GivenPicture) => void;
}

export function PictureInput(props: PictureInputProps) {
  const { size, channels, reals, onPicture } = props;
  const { explore } = useTexts();
  const canvas = useRef<HTMLCanvasElement>(null);
  const file = useRef<HTMLInputElement>(null);
  const given = useRef(false);
  const last = useRef<{ readonly x: number; readonly y: number } | null>(null);
  const [picking, setPicking] = useState(false);
  const [unreadable, setUnreadable] = useState<string | null>(null);
  const side = size * FINER;

  const ground = (): CanvasRenderingContext2D | null => {
    const context = canvas.current?.getContext('2d', { willReadFrequently: true }) ?? null;
    if (context !== null) {
      context.fillStyle = 'black';
      context.fillRect(0, 0, side, side);
    }
    return context;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per size; `ground` only reads it.
  useEffect(() => {
    ground();
  }, [side]);

  const handOut = (): void => {
    given.current = true;
    if (canvas.current === null) return;
    const small = new OffscreenCanvas(size, size).getContext('2d');
    if (small === null) return;
    small.imageSmoothingQuality = 'high';
    small.drawImage(canvas.current, 0, 0, size, size);
    onPicture(bytesOfPixels(small.getImageData(0, 0, size, size).data, channels));
  };
  const placeOf = (event: PointerEvent<HTMLCanvasElement>) => {
    const bounds = event.currentTarget.getBoundingClientRect();
    return {
      x: ((event.clientX - bounds.left) / bounds.width) * side,
      y: ((event.clientY - bounds.top) / bounds.height) * side,
    };
  };
  const draw = (event: PointerEvent<HTMLCanvasElement>): void => {
    const context = canvas.current?.getContext('2d', { willReadFrequently: true });
    if (!context || last.current === null) return;
    const place = placeOf(event);
    context.strokeStyle = 'white';
    context.lineWidth = STROKE * side;
    context.lineCap = 'round';
    context.lineJoin = 'round';
    context.beginPath();
    context.moveTo(last.current.x, last.current.y);
    context.lineTo(place.x, place.y);
    context.stroke();
    last.current = place;
  };
  const start = (event: PointerEvent<HTMLCanvasElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    last.current = placeOf(event);
    draw(event);
  };
  const end = (): void => {
    if (last.current === null) return;
    last.current = null;
    handOut();
  };
  const read = async (source: File): Promise<void> => {
    const bitmap = await createImageBitmap(source).catch(() => null);
    setUnreadable(bitmap === null ? source.name : null);
    if (bitmap === null) return;
    const context = ground();
    const cut = centredSquare(bitmap.width, bitmap.height);
    if (context !== null) {
      context.imageSmoothingQuality = 'high';
      context.drawImage(bitmap, cut.x, cut.y, cut.side, cut.side, 0, 0, side, side);
      handOut();
    }
    bitmap.close();
  };
  const onDrop = (event: DragEvent): void => {
    const [dropped] = event.dataTransfer.files;
    if (dropped === undefined) return;
    // The page would take it for data to train on.
    event.preventDefault();
    event.stopPropagation();
    void read(dropped);
  };
  /** Puts a training image on the pad, and gives its bytes. */
  const show = (index: number): GivenPicture | null => {
    if (reals === null) return null;
    const area = size * size * channels;
    const bytes = reals.pixels.slice(index * area, (index + 1) * area);
    const context = ground();
    if (context !== null) {
      const pixels = new ImageData(size, size);
      for (let i = 0; i < size * size; i++) {
        for (let k = 0; k < 3; k++) {
          pixels.data[4 * i + k] = bytes[i * channels + (channels === 3 ? k : 0)] ?? 0;
        }
        pixels.data[4 * i + 3] = 255;
      }
      const small = new OffscreenCanvas(size, size);
      small.getContext('2d')?.putImageData(pixels, 0, 0);
      context.imageSmoothingEnabled = false;
      context.drawImage(small, 0, 0, side, side);
    }
    return bytes;
  };
  const pick = (index: number): void => {
    const bytes = show(index);
    setPicking(false);
    // As it is, not by way of the canvas.
    if (bytes === null) return;
    given.current = true;
    onPicture(bytes);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the images arrive; what a person has given since stays.
  useEffect(() => {
    if (!given.current) show(FIRST);
  }, [reals]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping has a button beside it that does the same.
    <div className={styles.input} onDrop={onDrop}>
      <p className={styles.prompt}>{props.prompt}</p>
      <div className={styles.row}>
        <canvas
          ref={canvas}
          className={styles.pad}
          width={side}
          height={side}
          aria-label={explore.drawingPad}
          onPointerDown={start}
          onPointerMove={draw}
          onPointerUp={end}
          onPointerCancel={end}
        />
        <div className={styles.buttons}>
          <Button onPress={() => file.current?.click()}>{explore.choosePicture}</Button>
          {reals !== null && (
            <Button onPress={() => setPicking(!picking)}>{explore.pickTraining}</Button>
          )}
          <Button
            kind="quiet"
            onPress={() => {
              ground();
              handOut();
            }}
          >
            {explore.clearPicture}
          </Button>
        </div>
        <input
          ref={file}
          type="file"
          accept="image/png,image/jpeg,image/webp"
          className={styles.file}
          aria-label={explore.choosePicture}
          onChange={(event) => {
            const [chosen] = event.target.files ?? [];
            if (chosen !== undefined) void read(chosen);
            // The same file may be chosen again.
            event.target.value = '';
          }}
        />
      </div>
      {unreadable !== null && (
        <p className={styles.error} role="alert">
          {explore.unreadablePicture(unreadable)}
        </p>
      )}
      {picking && reals !== null && (
        <ViewFigure
          view={reals}
          label={explore.pickTraining}
          selected={[]}
          onSelect={([index]) => {
            if (index !== undefined) pick(index);
          }}
        />
      )}
    </div>
  );
}
