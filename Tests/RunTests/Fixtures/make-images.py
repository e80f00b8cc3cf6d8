"""Writes shapes.zip: eight classes of seven 28 x 28 grey PNG files, bars at eight angles."""
import math, random, struct, zipfile, zlib

SIDE = 28


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(rows):
    header = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 0, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + bytes(row) for row in rows), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def bar(angle, draw):
    turn = (angle + draw.uniform(-0.2, 0.2)) * math.pi / 8
    x, y = math.cos(turn), math.sin(turn)
    left, top = 13.5 + draw.uniform(-3, 3), 13.5 + draw.uniform(-3, 3)
    width, length = draw.uniform(1.5, 3), draw.uniform(7, 11)

    def value(column, row):
        across, along = (column - left) * y - (row - top) * x, (column - left) * x + (row - top) * y
        return 255 if abs(across) < width and abs(along) < length else 0

    return [[value(column, row) for column in range(SIDE)] for row in range(SIDE)]


draw = random.Random(1)
with zipfile.ZipFile("shapes.zip", "w", zipfile.ZIP_DEFLATED) as archive:
    for angle in range(8):
        for image in range(7):
            entry = zipfile.ZipInfo(f"shapes/bar{angle}/{image}.png", (2026, 11, 29, 0, 0, 0))
            archive.writestr(entry, png(bar(angle, draw)))
