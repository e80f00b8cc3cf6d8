"""Makes images/, the images of the decoding tests, and the pixels they must decode to: python make-decoding-images.py

Needs numpy, Pillow and libjpeg-turbo-progs. Each image comes with its colours (.ppm) and its greys (.pgm), as Pillow
decodes a PNG and `djpeg` a JPEG. What siam defines itself is computed here from the definition: transparent parts are
blended with paper, and 16 bits are rounded to 8.
"""
import pathlib
import struct
import subprocess
import zlib

import numpy as np
from PIL import Image, ImageOps

folder = pathlib.Path(__file__).parent / "images"
folder.mkdir(exist_ok=True)
random = np.random.default_rng(7)
WIDTH, HEIGHT = 13, 11


def scene(width: int, height: int) -> np.ndarray:
    """Something with edges, slopes and saturated colours, so that roundings and clippings are met."""
    y, x = np.mgrid[0:height, 0:width]
    red, green, blue = x * 255 // max(width - 1, 1), y * 255 // (height - 1), (x * y * 9) % 256
    colors = np.stack([red, green, blue], axis=-1)
    colors[(x - 6) ** 2 + (y - 5) ** 2 < 9] = [250, 10, 240]
    return colors.astype(np.uint8)


def chunk(name: bytes, contents: bytes) -> bytes:
    return struct.pack(">I", len(contents)) + name + contents + struct.pack(">I", zlib.crc32(name + contents))


def packed(rows: np.ndarray, depth: int) -> bytes:
    """Rows of samples, `rows × columns × channels`, each behind its filter's number; the filter is none."""
    if depth == 16:
        return b"".join(b"\0" + row.astype(">u2").tobytes() for row in rows)
    bits = np.unpackbits(rows.astype(np.uint8)[..., None], axis=-1)[..., 8 - depth :]
    return b"".join(b"\0" + np.packbits(row.reshape(-1)).tobytes() for row in bits)


def png(color: int, depth: int, samples: np.ndarray, *chunks: bytes, interlaced: bool = False) -> bytes:
    height, width = samples.shape[:2]
    samples = samples.reshape(height, width, -1)
    passes = [(0, 0, 1, 1)]
    if interlaced:
        passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
    parts = [samples[y::down, x::across] for x, y, across, down in passes]
    data = b"".join(packed(part, depth) for part in parts if part.size)
    header = struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, int(interlaced))
    middle = b"".join(chunks) + chunk(b"IDAT", zlib.compress(data, 9))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + middle + chunk(b"IEND", b"")


def on_paper(colors: np.ndarray, alpha: np.ndarray, paper: int) -> np.ndarray:
    """The definition, rounded: no sum of products over 255 is a half."""
    alpha = alpha.astype(float) / 255
    alpha = alpha[..., None] if colors.ndim == 3 else alpha
    return np.rint(colors * alpha + paper * (1 - alpha)).astype(np.uint8)


def write_png(name: str, contents: bytes) -> None:
    path = folder / f"{name}.png"
    path.write_bytes(contents)
    image = Image.open(path)
    if image.mode.startswith("I;16"):
        # Pillow clips these where it makes them 8-bit; its 16 bits are exact.
        image = Image.fromarray(np.rint(np.asarray(image) / 257).astype(np.uint8))
    if image.has_transparency_data:
        rgba = image.convert("RGBA")
        alpha = np.asarray(rgba)[..., 3]
        luma = np.asarray(rgba.convert("RGB").convert("L"))
        ink = (luma.astype(float) * alpha).sum() / alpha.sum()
        colors = on_paper(np.asarray(rgba)[..., :3], alpha, 255)
        greys = on_paper(luma, alpha, 0 if ink > 127 else 255)
    else:
        colors, greys = np.asarray(image.convert("RGB")), np.asarray(image.convert("L"))
    Image.fromarray(colors).save(folder / f"{name}.ppm")
    Image.fromarray(greys).save(folder / f"{name}.pgm")


def make_pngs() -> None:
    colors = scene(WIDTH, HEIGHT)
    greys = np.asarray(Image.fromarray(colors).convert("L"))
    alpha = random.integers(0, 256, greys.shape)
    alpha[:4], alpha[-3:] = 255, 0
    for depth in (1, 2, 4, 8):
        write_png(f"grey-{depth}", png(0, depth, greys >> (8 - depth)))
        palette = chunk(b"PLTE", random.integers(0, 256, 3 << depth, dtype=np.uint8).tobytes())
        write_png(f"palette-{depth}", png(3, depth, greys >> (8 - depth), palette))
    write_png("palette-4-transparent", png(3, 4, greys >> 4, chunk(b"PLTE", bytes(range(0, 192, 4))),
                                           chunk(b"tRNS", bytes(range(0, 256, 20)))))
    write_png("grey-16", png(0, 16, random.integers(0, 65_536, greys.shape)))
    write_png("grey-8-transparent", png(0, 8, greys, chunk(b"tRNS", struct.pack(">H", int(greys[5, 3])))))
    write_png("rgb-8", png(2, 8, colors))
    write_png("rgb-8-transparent", png(2, 8, colors, chunk(b"tRNS", struct.pack(">HHH", 250, 10, 240))))
    # Pillow takes the high byte of these where libpng rounds; here, where both bytes are equal, the two agree.
    write_png("rgb-16", png(2, 16, colors.astype(int) * 257))
    write_png("rgba-16", png(6, 16, np.dstack([colors, alpha]).astype(int) * 257))
    write_png("grey-alpha-8", png(4, 8, np.dstack([greys, alpha])))
    write_png("grey-alpha-8-bright", png(4, 8, np.dstack([greys // 4 + 190, alpha])))
    write_png("grey-alpha-16", png(4, 16, np.dstack([greys, alpha]).astype(int) * 257))
    write_png("rgba-8", png(6, 8, np.dstack([colors, alpha])))
    write_png("grey-1-interlaced", png(0, 1, greys >> 7, interlaced=True))
    write_png("grey-8-interlaced", png(0, 8, greys, interlaced=True))
    write_png("rgba-8-interlaced", png(6, 8, np.dstack([colors, alpha]), interlaced=True))
    # The only one with filters other than none.
    Image.fromarray(colors).save(folder / "rgb-8-filtered.png", optimize=True)
    write_png("rgb-8-filtered", (folder / "rgb-8-filtered.png").read_bytes())


def djpeg(path: pathlib.Path, *options: str) -> bytes:
    return subprocess.run(["djpeg", "-dct", "int", "-pnm", *options, path], check=True, capture_output=True).stdout


def write_jpeg(name: str, contents: bytes) -> None:
    path = folder / f"{name}.jpg"
    path.write_bytes(contents)
    colors = folder / f"{name}.ppm"
    greys = folder / f"{name}.pgm"
    if Image.open(path).mode == "CMYK":
        colors.write_bytes(djpeg(path))
        # `djpeg -grayscale` can't.
        Image.open(colors).convert("L").save(greys)
    else:
        colors.write_bytes(djpeg(path, "-rgb"))
        greys.write_bytes(djpeg(path, "-grayscale"))


def cjpeg(*options: str, width: int = WIDTH, height: int = HEIGHT) -> bytes:
    source = folder / "source.ppm"
    Image.fromarray(scene(width, height)).save(source)
    run = subprocess.run(["cjpeg", "-dct", "int", "-optimize", *options, source], check=True, capture_output=True)
    source.unlink()
    return run.stdout


def make_jpegs() -> None:
    write_jpeg("grey", cjpeg("-grayscale"))
    for name, sampling in [("444", "1x1"), ("422", "2x1"), ("440", "1x2"), ("420", "2x2"), ("411", "4x1")]:
        write_jpeg(name, cjpeg("-sample", sampling))
    # A subsampling that TurboJPEG has no name for.
    write_jpeg("odd-sampling", cjpeg("-sample", "2x2,1x2,1x1"))
    write_jpeg("one-column", cjpeg("-sample", "2x2", width=1))
    write_jpeg("progressive-420", cjpeg("-progressive", "-sample", "2x2"))
    write_jpeg("progressive-grey", cjpeg("-progressive", "-grayscale"))
    write_jpeg("restarts", cjpeg("-restart", "1B", "-sample", "2x1", width=35, height=19))
    write_jpeg("rgb", cjpeg("-rgb"))
    write_jpeg("bad", cjpeg("-quality", "5", width=24, height=16))

    path = folder / "cmyk.jpg"
    inks = np.dstack([255 - scene(WIDTH, HEIGHT), scene(WIDTH, HEIGHT)[..., 2] // 3])
    Image.fromarray(inks, "CMYK").save(path, quality=90, subsampling=0, optimize=True)
    cmyk = path.read_bytes()
    write_jpeg("cmyk", cmyk)
    marker = cmyk.index(b"\xff\xee\x00\x0eAdobe")
    # The last byte of Adobe's marker says how the inks are coded: as they are, or black beside luma and chroma.
    write_jpeg("ycck", cmyk[: marker + 15] + b"\2" + cmyk[marker + 16 :])
    write_jpeg("cmyk-without-adobe", cmyk[:marker] + cmyk[marker + 16 :])


def make_orientations() -> None:
    """The pixels of 420.jpg, turned as each orientation in EXIF has a viewer turn them."""
    for orientation in range(1, 9):
        image = Image.open(folder / "420.ppm")
        image.getexif()[0x0112] = orientation
        ImageOps.exif_transpose(image).save(folder / f"420-orientation-{orientation}.ppm")


make_pngs()
make_jpegs()
make_orientations()
