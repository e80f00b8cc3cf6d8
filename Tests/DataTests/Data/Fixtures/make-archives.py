"""Makes archives/: a small tree as tools pack it, in every compression that siam reads. Needs Pillow, bzip2, xz, zstd.

Run in this folder: python make-archives.py
"""
import io
import pathlib
import subprocess
import tarfile

from PIL import Image

folder = pathlib.Path("archives")
folder.mkdir(exist_ok=True)


def image_bytes(number: int) -> bytes:
    image = Image.new("L", (6, 6), 255)
    for column in range(6):
        image.putpixel((column, number), 0)
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


tree = io.BytesIO()
with tarfile.open(fileobj=tree, mode="w", format=tarfile.PAX_FORMAT) as archive:
    for number, name in enumerate(["a/0.png", "a/1.png", "é/0.png", "é/1.png", "notes.txt"]):
        contents = b"notes" if name == "notes.txt" else image_bytes(number)
        entry = tarfile.TarInfo("tree/" + name)
        entry.size = len(contents)
        archive.addfile(entry, io.BytesIO(contents))
plain = tree.getvalue()
(folder / "tree.tar").write_bytes(plain)
for ending, command in [("gz", "gzip -9n"), ("bz2", "bzip2 -9"), ("xz", "xz -9"), ("zst", "zstd -19")]:
    packed = subprocess.run([*command.split(), "-c"], input=plain, stdout=subprocess.PIPE, check=True).stdout
    (folder / f"tree.tar.{ending}").write_bytes(packed)

# Three hundred million zeros as one image, packed into two hundred bytes.
entry = tarfile.TarInfo("a/0.bin")
entry.size = 300_000_000
bomb = entry.tobuf(tarfile.USTAR_FORMAT) + bytes(entry.size)
packed = subprocess.run(["bzip2", "-9", "-c"], input=bomb, stdout=subprocess.PIPE, check=True).stdout
(folder / "zeros.tar.bz2").write_bytes(packed)
