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



def npy(descr: str, shape: tuple[int, ...], values: bytes, fortran: bool = False) -> bytes:
    header = repr({"descr": descr, "fortran_order": fortran, "shape": shape}).encode() + b"\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header + values


counts = npy("|u1", (3,), bytes([0, 1, 12]))
for name, x, y in [
    ("grey", npy("|u1", (3, 4, 4), bytes(range(48))), counts),
    ("float", npy("<f4", (3, 2, 2), struct.pack("<12f", *[i / 12 for i in range(12)])), npy("<i8", (3, 1), bytes(24))),
    ("half", npy("<f2", (3, 1, 2), bytes(12)), npy("|b1", (3, 2), bytes([0, 1, 1, 0, 0, 1]))),
    ("fortran", npy(">u2", (3, 2, 2, 3), bytes(72), True), npy("<U2", (3,), "abcdef".encode("utf-32-le"))),
    ("last", npy("|u1", (4, 4, 3), bytes(48)), npy("|S3", (3,), b"antbeecat")),
    ("rows", npy("<f8", (3, 4), struct.pack("<12d", *range(12))), npy("<f8", (3,), struct.pack("<3d", 2, 0, 1))),
    ("packed", gzip.compress(npy("|u1", (3, 4, 4), bytes(range(48)))), counts),
]:
    seed("array", name, struct.pack(">H", len(y)) + y + x)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED if name == "float" else zipfile.ZIP_STORED) as file:
        for key, contents in [("x_train", x), ("y_train", y), ("x_test", x), ("y_test", y), ("names", y)]:
            file.writestr(key + ".npy", contents)
    seed("npz", name, archive.getvalue())

nested = io.BytesIO()
with zipfile.ZipFile(nested, "w") as file:
    for name, contents in [("images-idx3-ubyte", grey), ("labels-idx1-ubyte", labels)]:
        file.writestr("gzip/emnist-letters-train-" + name + ".gz", gzip.compress(contents))
    file.writestr("gzip/emnist-letters-mapping.txt", "0 48\n1 65 97\n12 66\n")
seed("archive", "emnist.zip", nested.getvalue())

seed("manifest", "plain", b"path,class\nlist.csv,a\n./images-idx3-ubyte,b\n")
seed("manifest", "whole", b'\xef\xbb\xbfpath,class,group,split\r\n"list.csv","a ""b""",g,train\r\n,,\r\nx,y,z,test\r\n')

listed = "list.csv cat\nlist.csv dog\n"
seed("manifest", "spaces", listed.encode())
seed("manifest", "tabs", b"0\t1.0\tlist.csv\n1\t2.0\tlist\n")
seed("manifest", "semicolons", b"Label;File Name;is_valid\r\nx;list.csv;True\r\ny;.\\list;0\r\n")
seed("manifest", "utf16", ("\ufeff" + listed).encode("utf-16-le"))
seed("manifest", "utf16-big", listed.encode("utf-16-be"))
seed("manifest", "json", b'{"file_name": "list.csv", "label": 3}\n{"file_name": "list", "label": true}\n')
seed("manifest", "cub", b"1 list.csv\n2 1\n")
for index, rule in enumerate(["stem before _", "stem without numbers", "{class}_{number}", "regex:^(\\d{4})_", "folder"]):
    seed("names", str(index), f"{rule}\nfolder/0002_c1s1_000451_03.jpg/cat_1.png/cat_2.png".encode())
seed("pairs", "folds", b"2\t1\nA\t1\t2\nA\t1\tB\t2\nB\t1\t2\nB\t1\tC\t2\n")
seed("pairs", "one", b"1\nA\t1\t2\nA\t1\tB\t2\n")

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
    if path.suffix == ".npz":
        seed("npz", path.name, path.read_bytes())
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
