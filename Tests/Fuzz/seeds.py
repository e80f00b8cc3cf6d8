"""Makes small seeds for each fuzz target: python3 seeds.py FOLDER. The tests' fixtures are used as seeds too."""
import gzip
import io
import pathlib
import struct
import sys
import tarfile
import zipfile
import zlib

folder = pathlib.Path(sys.argv[1])
fixtures = pathlib.Path(__file__).parent.parent / "DataTests" / "Data" / "Fixtures"


def seed(target: str, name: str, contents: bytes) -> None:
    path = folder / target / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(contents)


def idx(sizes: list[int], values: bytes) -> bytes:
    return struct.pack(">HBB", 0, 8, len(sizes)) + struct.pack(f">{len(sizes)}I", *sizes) + values


labels = idx([3], bytes([0, 1, 12]))
grey = idx([3, 4, 4], bytes(range(48)))
colour = idx([3, 2, 2, 3], bytes(range(36)))
for name, images in [("grey", grey), ("colour", colour), ("packed", gzip.compress(grey))]:
    seed("idx", name, bytes([len(labels)]) + labels + images)
    seed("idx", name + "-packed-labels", bytes([len(gzip.compress(labels))]) + gzip.compress(labels) + images)

seed("cifar", "ten", bytes([0]) + (bytes([3]) + bytes(3072)) * 2)
seed("cifar", "hundred", bytes([1]) + (bytes([19, 99]) + bytes(3072)) * 2)
seed("cifar", "names", bytes([0]) + b"".join(b"name%d\n" % index for index in range(10)))

seed("manifest", "plain", b"path,class\nlist.csv,a\n./images-idx3-ubyte,b\n")
seed("manifest", "whole", b'\xef\xbb\xbfpath,class,group,split\r\n"list.csv","a ""b""",g,train\r\n,,\r\nx,y,z,test\r\n')

tree = {"a/0.png": b"\x89PNG\r\n\x1a\n", "../b.png": b"x", "/c.png": b"", "é/1.png": b"y" * 600, "notes.txt": b"n"}
zipped = io.BytesIO()
with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
    for name, contents in tree.items():
        archive.writestr(name, contents)
seed("archive", "zip", zipped.getvalue())
for form in (tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT):
    tarred = io.BytesIO()
    with tarfile.open(fileobj=tarred, mode="w", format=form) as archive:
        for name, contents in tree.items():
            entry = tarfile.TarInfo(name * (30 if form else 1))
            entry.size = len(contents)
            archive.addfile(entry, io.BytesIO(contents))
        link = tarfile.TarInfo("link.png")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    seed("archive", f"tar-{form}", tarred.getvalue())
    seed("archive", f"tar-{form}.gz", gzip.compress(tarred.getvalue()))



def chunk(kind: bytes, contents: bytes) -> bytes:
    return struct.pack(">I", len(contents)) + kind + contents + struct.pack(">I", zlib.crc32(kind + contents))


header = chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 2, 8, 6, 0, 0, 0))
pixels = chunk(b"IDAT", zlib.compress(bytes([0, *range(8), 0, *range(8)])))
seed("image", "colour.png", b"\x89PNG\r\n\x1a\n" + header + pixels + chunk(b"IEND", b""))

for path in fixtures.rglob("*"):
    if path.suffix in {".tar", ".gz", ".bz2", ".xz", ".zst", ".zip"} and path.name != "zeros.tar.bz2":
        seed("archive", path.name, path.read_bytes())
    if path.suffix in {".png", ".jpg", ".jpeg"}:
        seed("image", path.name, path.read_bytes())
    formats = {"gif": "gif", "bmp": "bmp", "pnm": "pnm", "webp": "webp", "tif": "tiff", "avif": "heif", "heic": "heif"}
    if path.suffix[1:] in formats:
        seed(formats[path.suffix[1:]], path.name, path.read_bytes())

# A JPEG with stray bytes in front of its end marker, and one without the marker.
photo = (fixtures / "images" / "420.jpg").read_bytes()
seed("image", "stray.jpg", photo[:-2] + bytes(60) + photo[-2:])
seed("image", "endless.jpg", photo[:-2])
