// How much a person's files may ask of us, each limit once and with its reason. Passing one is data.tooLarge.

/** Files of one drop, or entries of one archive. MNIST as PNG has 70,000. */
export const MAX_FILES = 100_000;
/** Characters of one path; Linux and Windows allow fewer than 4,100 and 32,768, real data sets stay below 260. */
export const MAX_PATH_LENGTH = 1024;
/** IDX, NPY and CIFAR files of one drop; finding partners compares each with each. */
export const MAX_ARRAYS = 1000;
/** All files together; a browser tab dies somewhere above 2 GiB, and decoding needs a second copy. */
export const MAX_INPUT_BYTES = 2 ** 30;
/** All unpacked bytes together, for the same reason. */
export const MAX_INFLATED_BYTES = 2 ** 30;
/** Unpacked bytes per packed byte. Black-and-white drawings reach 115 (dSprites); constant bytes, which bombs are made of, 1,030. */
export const MAX_INFLATE_RATIO = 200;
/** Small files may pass the ratio: an NPY of zeros is no attack. */
export const INFLATE_ALLOWANCE = 2 ** 20;
/** Images of one set; CIFAR-10 has 60,000, EMNIST 131,600 in its balanced split. */
export const MAX_IMAGES = 200_000;
/** The decoded set, kept in memory for the whole run. */
export const MAX_PIXEL_BYTES = 2 ** 30;
/** A picture of 40 megapixels takes 160 MB decoded; cameras of 2025 make 24 to 50. */
export const MAX_PICTURE_PIXELS = 40_000_000;
/** Above this side, GPUs refuse a picture as a texture. */
export const MAX_PICTURE_SIDE = 8192;
/** Below this side, there is nothing to learn, and an axis of colours is easily taken for one of pixels. */
export const MIN_PICTURE_SIDE = 4;
/** Labels are stored as bytes; the value 255 stays free. */
export const MAX_CLASSES = 255;
/** numpy itself refuses longer ones since 2022 unless told otherwise. */
export const MAX_NPY_HEADER_BYTES = 10_000;
