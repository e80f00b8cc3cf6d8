"""Makes images/ of the formats other than PNG and JPEG, and the pixels they must decode to: python make-format-images.py

Needs numpy and Pillow 11.3 or newer; HEIC also needs heif-enc, of libheif-examples. Each image comes with its colours
(.ppm) and its greys (.pgm): what Pillow decodes, or for lossless files that Pillow can't read or reads only in part, the
pixels that were written. Transparent parts are blended with paper and 16 bits are rounded to 8, as siam defines it.
"""
import pathlib
import shutil
import struct
import subprocess
import zlib

import numpy as np
from PIL import Image, ImageSequence

folder = pathlib.Path(__file__).parent / "images"
folder.mkdir(exist_ok=True)
random = np.random.default_rng(21)
WIDTH, HEIGHT = 13, 11


def scene(width: int = WIDTH, height: int = HEIGHT) -> np.ndarray:
    y, x = np.mgrid[0:height, 0:width]
    red, green, blue = x * 255 // max(width - 1, 1), y * 255 // max(height - 1, 1), (x * y * 9) % 256
    colors = np.stack([red, green, blue], axis=-1)
    colors[(x - 6) ** 2 + (y - 5) ** 2 < 9] = [250, 10, 240]
    return colors.astype(np.uint8)


colors = scene()
greys = np.asarray(Image.fromarray(colors).convert("L"))
alpha = random.integers(0, 256, greys.shape).astype(np.uint8)
alpha[:4], alpha[-3:] = 255, 0


def on_paper(values: np.ndarray, alpha: np.ndarray, paper: int) -> np.ndarray:
    share = alpha.astype(float) / 255
    share = share[..., None] if values.ndim == 3 else share
    return np.rint(values * share + paper * (1 - share)).astype(np.uint8)


def expect(stem: str, pixels: np.ndarray, alpha: np.ndarray | None = None) -> None:
    """Records what an image must decode to: pixels in grey or colour, and their alpha."""
    image = Image.fromarray(pixels)
    luma, rgb = np.asarray(image.convert("L")), np.asarray(image.convert("RGB"))
    if alpha is not None:
        ink = (luma.astype(float) * alpha).sum() / alpha.sum()
        rgb, luma = on_paper(rgb, alpha, 255), on_paper(luma, alpha, 0 if ink > 127 else 255)
    Image.fromarray(rgb).save(folder / f"{stem}.ppm")
    Image.fromarray(luma).save(folder / f"{stem}.pgm")


def record(name: str, contents: bytes | None = None) -> None:
    """Writes a file, if it isn't written yet, and records what Pillow decodes."""
    path = folder / name
    if contents is not None:
        path.write_bytes(contents)
    image = next(iter(ImageSequence.Iterator(Image.open(path))))
    if image.has_transparency_data:
        rgba = np.asarray(image.convert("RGBA"))
        expect(path.stem, rgba[..., :3], rgba[..., 3])
    else:
        expect(path.stem, np.asarray(image.convert("RGB")))


def written(name: str, contents: bytes, pixels: np.ndarray, alpha: np.ndarray | None = None) -> None:
    """Writes a file, and records the pixels it was made from."""
    (folder / name).write_bytes(contents)
    expect(pathlib.Path(name).stem, pixels, alpha)


def rgba() -> Image.Image:
    return Image.fromarray(np.dstack([colors, alpha]))


def make_webps() -> None:
    image = Image.fromarray(colors)
    image.save(folder / "webp-lossy.webp", quality=80)
    image.save(folder / "webp-lossless.webp", lossless=True)
    rgba().save(folder / "webp-alpha.webp", quality=80)
    rgba().save(folder / "webp-lossless-alpha.webp", lossless=True)
    Image.fromarray(scene(70, 45)).save(folder / "webp-larger.webp", quality=60, method=6)
    for name in ("lossy", "lossless", "alpha", "lossless-alpha", "larger"):
        record(f"webp-{name}.webp")
    # The first frame of an animation; with a canvas around it where the first frame's borders are transparent.
    image.save(folder / "webp-animated.webp", save_all=True, append_images=[rgba().convert("RGB").rotate(180)],
               lossless=True)
    inner = np.dstack([colors, np.full(greys.shape, 255, np.uint8)])
    inner[:2, :, 3] = inner[:, :4, 3] = 0
    Image.fromarray(inner).save(folder / "webp-animated-alpha.webp", save_all=True,
                                append_images=[rgba()], lossless=True)
    Image.fromarray(inner).save(folder / "webp-animated-lossy.webp", save_all=True, append_images=[rgba()], quality=70)
    for name in ("animated", "animated-alpha", "animated-lossy"):
        record(f"webp-{name}.webp")
    exif = Image.Exif()
    exif[0x0112] = 6
    image.save(folder / "webp-orientation-6.webp", lossless=True, exif=exif)
    expect("webp-orientation-6", np.rot90(colors, -1))


def make_gifs() -> None:
    palette = Image.fromarray(colors).quantize(32)
    palette.save(folder / "gif-palette.gif")
    Image.fromarray(greys).save(folder / "gif-grey.gif")
    palette.save(folder / "gif-interlaced.gif", interlace=1)
    palette.save(folder / "gif-transparent.gif", transparency=int(np.asarray(palette)[5, 6]))
    palette.save(folder / "gif-animated.gif", save_all=True, append_images=[palette.rotate(180)], duration=40)
    # Tables of codes that fill up and are cleared.
    Image.fromarray(random.integers(0, 256, (80, 90)).astype(np.uint8)).save(folder / "gif-noise.gif")
    Image.fromarray(np.zeros((20, 100), np.uint8)).save(folder / "gif-flat.gif")
    for name in ("palette", "grey", "interlaced", "transparent", "animated", "noise", "flat"):
        record(f"gif-{name}.gif")
    # A frame of 5 × 4 at (3, 2), on the canvas of 13 × 11, with and without a transparent colour, with its own palette.
    indices, own = np.arange(20).reshape(4, 5) % 4, bytes([9, 8, 7, 250, 0, 0, 0, 250, 0, 0, 0, 250])
    for name, control in [("frame", b""), ("frame-transparent", b"!\xf9\x04\x01\0\0\2\0")]:
        codes, bits = 0, 0
        # A clear code before each value, so that all have 3 bits.
        for code in [code for value in indices.ravel() for code in (4, int(value))] + [5]:
            codes |= code << bits
            bits += 3
        packed = codes.to_bytes((bits + 7) // 8, "little")
        frame = b"," + struct.pack("<HHHHB", 3, 2, 5, 4, 0x81) + own + bytes([2, len(packed)]) + packed + b"\0"
        record(f"gif-{name}.gif", b"GIF89a" + struct.pack("<HHBBB", 13, 11, 0, 0, 0) + control + frame + b";")


def bmp(bits: int, rows: list[bytes], width: int, height: int, palette: bytes = b"", compression: int = 0,
        masks: bytes = b"", header: int = 40, data: bytes | None = None) -> bytes:
    if data is None:
        data = b"".join(row + b"\0" * (-len(row) % 4) for row in rows)
    if header == 12:
        info = struct.pack("<IHHHH", 12, width, height, 1, bits)
    else:
        info = struct.pack("<IiiHHIIiiII", header, width, height, 1, bits, compression, len(data), 0, 0,
                           len(palette) // 4, 0)
        info += masks if header == 40 else (masks + b"\0" * header)[: header - 40]
    start = 14 + len(info) + len(palette)
    return b"BM" + struct.pack("<IHHI", start + len(data), 0, 0, start) + info + palette + data


def make_bmps() -> None:
    flipped = colors[::-1]
    bgr = [row[:, ::-1].tobytes() for row in flipped]
    record("bmp-24.bmp", bmp(24, bgr, WIDTH, HEIGHT))
    record("bmp-24-top-down.bmp", bmp(24, bgr[::-1], WIDTH, -HEIGHT))
    record("bmp-24-os2.bmp", bmp(24, bgr, WIDTH, HEIGHT, header=12))
    record("bmp-32.bmp", bmp(32, [np.dstack([row[None, :, ::-1], row[None, :, :1]]).tobytes() for row in flipped],
                             WIDTH, HEIGHT))
    with_alpha = [np.dstack([c[None, :, ::-1], a[None]]).tobytes() for c, a in zip(flipped, alpha[::-1])]
    masks = struct.pack("<IIII", 0xFF0000, 0xFF00, 0xFF, 0xFF000000)
    record("bmp-32-alpha.bmp", bmp(32, with_alpha, WIDTH, HEIGHT, compression=3, masks=masks, header=124))
    record("bmp-32-no-alpha.bmp", bmp(32, with_alpha, WIDTH, HEIGHT, compression=3, masks=masks[:12]))
    wide = flipped.astype(np.uint16) >> 3
    five = [(r[:, 0] << 10 | r[:, 1] << 5 | r[:, 2]).astype("<u2").tobytes() for r in wide]
    record("bmp-16.bmp", bmp(16, five, WIDTH, HEIGHT))
    six = [((r[:, 0] >> 3).astype(int) << 11 | (r[:, 1] >> 2).astype(int) << 5 | r[:, 2] >> 3).astype("<u2").tobytes()
           for r in flipped]
    record("bmp-16-565.bmp", bmp(16, six, WIDTH, HEIGHT, compression=3, masks=struct.pack("<III", 0xF800, 0x7E0, 0x1F)))
    flipped_greys = greys[::-1]
    ramp = bytes(value for index in range(256) for value in (index, index, index, 0))
    record("bmp-8-grey.bmp", bmp(8, [row.tobytes() for row in flipped_greys], WIDTH, HEIGHT, ramp))
    for bits in (1, 4, 8):
        palette = random.integers(0, 256, (1 << bits, 4)).astype(np.uint8)
        indices = flipped_greys >> (8 - bits)
        rows = [np.packbits(np.unpackbits(row[:, None], axis=1)[:, 8 - bits:].reshape(-1)).tobytes()
                for row in indices]
        record(f"bmp-{bits}.bmp", bmp(bits, rows, WIDTH, HEIGHT, palette.tobytes()))
    # Runs: encoded, absolute with padding, ends of lines, a delta, the end.
    palette = random.integers(0, 256, (16, 4)).astype(np.uint8)
    runs8 = bytes([5, 3, 0, 5, 1, 2, 3, 4, 5, 0, 3, 9, 0, 0, 13, 7, 0, 0, 0, 4, 8, 9, 10, 11, 9, 2, 0, 1])
    pixels8 = np.array([[3] * 5 + [1, 2, 3, 4, 5] + [9] * 3, [7] * 13, [8, 9, 10, 11] + [2] * 9])[::-1]
    written("bmp-runs-8.bmp", bmp(8, [], 13, 3, palette.tobytes(), compression=1, data=runs8),
            palette[pixels8][..., 2::-1].copy())
    runs4 = bytes([5, 0x3A, 0, 5, 0x12, 0x34, 0x50, 0, 3, 0x99, 0, 0, 0, 2, 2, 0, 11, 0x71, 0, 0, 13, 0x22, 0, 1])
    pixels4 = np.array([[3, 10, 3, 10, 3, 1, 2, 3, 4, 5, 9, 9, 9], [0, 0] + [7, 1] * 5 + [7], [2] * 13])[::-1]
    written("bmp-runs-4.bmp", bmp(4, [], 13, 3, palette.tobytes(), compression=2, data=runs4),
            palette[pixels4][..., 2::-1].copy())


SHORT, LONG = 3, 4


def tiff(pixels: list[bytes], tags: dict[int, tuple[int, list[int]]], order: str = "<", big: bool = False,
         tiled: bool = False) -> bytes:
    """A TIFF of strips or tiles."""
    word, entry, start = ("Q", "HHQ", 16) if big else ("I", "HHI", 8)
    offsets = [start + sum(map(len, pixels[:index])) for index in range(len(pixels))]
    tags = tags | {324 if tiled else 273: (LONG, offsets), 325 if tiled else 279: (LONG, [len(part) for part in pixels])}
    body, directory, extra = b"".join(pixels), b"", b""
    first = start + len(body) + len(body) % 2
    count_size, entry_size, word_size = (8, 20, 8) if big else (2, 12, 4)
    after = first + count_size + entry_size * len(tags) + word_size
    for tag, (kind, values) in sorted(tags.items()):
        data = struct.pack(order + {1: "B", SHORT: "H", LONG: "I"}[kind] * len(values), *values)
        if len(data) > word_size:
            inside = struct.pack(order + word, after + len(extra))
            extra += data + b"\0" * (len(data) % 2)
        else:
            inside = data.ljust(word_size, b"\0")
        directory += struct.pack(order + entry, tag, kind, len(values)) + inside
    mark = b"II" if order == "<" else b"MM"
    header = mark + struct.pack(order + ("HHHQ" if big else "HI"), *((43, 8, 0, first) if big else (42, first)))
    count = struct.pack(order + ("Q" if big else "H"), len(tags))
    return header + body + b"\0" * (len(body) % 2) + count + directory + struct.pack(order + word, 0) + extra


def tags(width: int, height: int, bits: list[int], photometric: int, **more: tuple[int, list[int]]) -> dict:
    names = {"compression": 259, "rows": 278, "planar": 284, "orientation": 274, "extra": 338, "format": 339,
             "tile_width": 322, "tile_height": 323, "colours": 320, "ink_set": 332}
    return {256: (SHORT, [width]), 257: (SHORT, [height]), 258: (SHORT, bits), 262: (SHORT, [photometric]),
            277: (SHORT, [len(bits)]), 278: (SHORT, [height]), 259: (SHORT, [1])} | {
                names[name]: value for name, value in more.items()}


def make_tiffs() -> None:
    image = Image.fromarray(colors)
    for name, options in [("rgb", {}), ("lzw", {"compression": "tiff_lzw"}), ("packbits", {"compression": "packbits"}),
                          ("deflate", {"compression": "tiff_adobe_deflate"})]:
        image.save(folder / f"tiff-{name}.tif", **options)
        record(f"tiff-{name}.tif")
    Image.fromarray(scene(48, 32)).save(folder / "tiff-jpeg.tif", compression="jpeg", quality=90)
    record("tiff-jpeg.tif")
    Image.fromarray(greys).save(folder / "tiff-grey.tif")
    record("tiff-grey.tif")
    Image.fromarray(greys > 127).save(folder / "tiff-fax.tif", compression="group4")
    record("tiff-fax.tif")
    image.quantize(16).save(folder / "tiff-palette.tif")
    record("tiff-palette.tif")
    Image.fromarray(np.dstack([255 - colors, colors[..., 2] // 3]), "CMYK").save(folder / "tiff-cmyk.tif")
    record("tiff-cmyk.tif")
    rgba().save(folder / "tiff-rgba.tif", compression="tiff_lzw")
    record("tiff-rgba.tif")
    image.save(folder / "tiff-pages.tif", save_all=True, append_images=[Image.new("L", (5, 5))])
    record("tiff-pages.tif")

    eight, wide = (SHORT, [8, 8, 8]), random.integers(0, 65_536, greys.shape)
    rounded = np.rint(wide / 257).astype(np.uint8)
    for name, order in [("grey-16", "<"), ("grey-16-big-endian", ">")]:
        written(f"tiff-{name}.tif", tiff([wide.astype(order + "u2").tobytes()], tags(WIDTH, HEIGHT, [16], 1), order),
                rounded)
    written("tiff-white-is-zero.tif", tiff([(255 - greys).tobytes()], tags(WIDTH, HEIGHT, [8], 0)), greys)
    deep = random.integers(0, 65_536, colors.shape)
    written("tiff-rgb-16.tif", tiff([deep.astype("<u2").tobytes()], tags(WIDTH, HEIGHT, [16] * 3, 2)),
            np.rint(deep / 257).astype(np.uint8))
    written("tiff-grey-alpha.tif",
            tiff([np.dstack([greys, alpha]).tobytes()], tags(WIDTH, HEIGHT, [8, 8], 1, extra=(SHORT, [2]))),
            greys, alpha)
    written("tiff-bigtiff.tif", tiff([colors.tobytes()], tags(WIDTH, HEIGHT, [8] * 3, 2), big=True), colors)
    planes = [colors[..., channel].tobytes() for channel in range(3)]
    written("tiff-planes.tif", tiff(planes, tags(WIDTH, HEIGHT, [8] * 3, 2, planar=(SHORT, [2]))), colors)
    packed = [zlib.compress(part) for part in planes]
    written("tiff-planes-deflate.tif", tiff(packed, tags(WIDTH, HEIGHT, [8] * 3, 2, planar=(SHORT, [2]),
                                                          compression=(SHORT, [8]))), colors)
    four = np.repeat(greys >> 4, 1, axis=1)
    nibbles = b"".join(np.packbits(np.unpackbits(row[:, None], axis=1)[:, 4:].reshape(-1)).tobytes() for row in four)
    written("tiff-grey-4.tif", tiff([nibbles], tags(WIDTH, HEIGHT, [4], 1)), four * 17)
    for orientation in range(1, 9):
        turned = {1: colors, 2: colors[:, ::-1], 3: colors[::-1, ::-1], 4: colors[::-1],
                  5: colors.transpose(1, 0, 2), 6: np.rot90(colors, -1), 7: np.rot90(colors, 2).transpose(1, 0, 2),
                  8: np.rot90(colors, 1)}[orientation]
        more = {"orientation": (SHORT, [orientation])}
        written(f"tiff-orientation-{orientation}.tif", tiff([colors.tobytes()], tags(WIDTH, HEIGHT, [8] * 3, 2, **more)),
                np.ascontiguousarray(turned))
    # Tiles of 16 × 16, of a picture of 37 × 21.
    larger = scene(37, 21)
    padded = np.zeros((32, 48, 3), np.uint8)
    padded[:21, :37] = larger
    tiles = [padded[y:y + 16, x:x + 16].tobytes() for y in (0, 16) for x in (0, 16, 32)]
    more = {"tile_width": (SHORT, [16]), "tile_height": (SHORT, [16])}
    layout = tags(37, 21, [8] * 3, 2, **more)
    layout.pop(278)
    written("tiff-tiles.tif", tiff(tiles, layout, tiled=True), larger)


def make_pnms() -> None:
    bits = (greys < 128).astype(np.uint8)
    comment = b"# made by hand\n"
    size = b"%d %d\n" % (WIDTH, HEIGHT)
    text = lambda values: b"\n".join(b" ".join(b"%d" % value for value in row) for row in values)
    record("pnm-1.pnm", b"P1\n" + comment + size + b"\n".join(bytes(48 + row) for row in bits) + b"\n")
    record("pnm-4.pnm", b"P4 " + size + np.packbits(bits, axis=1).tobytes())
    record("pnm-2.pnm", b"P2\n" + size + comment + b"255\n" + text(greys) + b"\n")
    record("pnm-3.pnm", b"P3\n" + size + b"255\n" + comment + text(colors.reshape(HEIGHT, -1)))
    record("pnm-5.pnm", b"P5\n%d # width\n%d\n255\n" % (WIDTH, HEIGHT) + greys.tobytes())
    record("pnm-6.pnm", b"P6\n" + comment + size + b"255\n" + colors.tobytes())
    record("pnm-5-max-15.pnm", b"P5\n" + size + b"15\n" + (greys >> 4).tobytes())
    record("pnm-5-max-100.pnm", b"P5\n" + size + b"100\n" + (greys // 3).tobytes())
    record("pnm-6-max-1000.pnm", b"P6\n" + size + b"1000\n" + (colors.astype(int) * 3).astype(">u2").tobytes())
    record("pnm-6-16.pnm", b"P6\n" + size + b"65535\n" + random.integers(0, 65_536, colors.shape).astype(">u2").tobytes())
    wide = random.integers(0, 65_536, greys.shape)
    written("pnm-5-16.pnm", b"P5\n" + size + b"65535\n" + wide.astype(">u2").tobytes(),
            np.rint(wide / 257).astype(np.uint8))
    written("pnm-2-16.pnm", b"P2\n" + size + b"65535\n" + text(wide), np.rint(wide / 257).astype(np.uint8))


def make_heifs() -> None:
    """Lossy, and decoded by another library here than in siam: the tests allow small differences."""
    Image.fromarray(scene(64, 48)).save(folder / "avif-rgb.avif", quality=95, subsampling="4:4:4")
    record("avif-rgb.avif")
    soft = np.full((48, 64), 255, np.uint8)
    soft[:20] = 128
    Image.fromarray(np.dstack([scene(64, 48), soft])).save(folder / "avif-alpha.avif", quality=95, subsampling="4:4:4")
    record("avif-alpha.avif")
    if shutil.which("heif-enc"):
        source = folder / "source.png"
        Image.fromarray(scene(64, 48)).save(source)
        subprocess.run(["heif-enc", "-q", "95", "-p", "chroma=444", source, "-o", folder / "heic-rgb.heic"], check=True)
        source.unlink()
        expect("heic-rgb", scene(64, 48))


make_webps()
make_gifs()
make_bmps()
make_tiffs()
make_pnms()
make_heifs()
