"""Makes the arrays of ArrayFixtureTests with NumPy: python3 make-arrays.py"""
import pathlib

import numpy as np

folder = pathlib.Path(__file__).parent / "arrays"
folder.mkdir(exist_ok=True)
# Six images of 3×4 pixels of three classes; image i begins with 20·i.
images = (20 * np.arange(6)[:, None, None] + np.arange(12).reshape(3, 4)).astype("u1")
colour = np.stack([images, images + 50, images + 100], -1)
labels = np.repeat(np.arange(3), 2)

np.savez_compressed(folder / "keras.npz", x_train=images, y_train=labels, x_test=images[::2], y_test=labels[::2])
np.savez(folder / "float.npz", images=(images / 255).astype("f4"), labels=labels.astype("f8"))
np.savez(folder / "half.npz", images=(images / 255).astype("f2"), labels=labels.astype("u1")[:, None])
np.savez(folder / "big-endian.npz", images=images.astype(">f8"), labels=labels.astype(">i4"))
np.savez(folder / "fortran.npz", images=np.asfortranarray(colour), labels=np.array(["ant", "bee", "Ähre"])[labels])
np.savez(folder / "planes-first.npz", colour.transpose(0, 3, 1, 2), labels)
np.savez(folder / "images-last.npz", X=colour.transpose(1, 2, 3, 0), y=labels[None] + 1)
np.savez(folder / "bool.npz", images=images > 60, labels=labels)
np.savez(folder / "one-hot.npz", images=images, labels=np.eye(3)[labels])
np.savez(folder / "objects.npz", images=np.array([images[0], images[1, :2]], dtype=object), labels=labels[:2])
for version in (1, 2, 3):
    with open(folder / f"version-{version}-images.npy", "wb") as file:
        np.lib.format.write_array(file, images.astype("i8"), version=(version, 0))
    with open(folder / f"version-{version}-labels.npy", "wb") as file:
        np.lib.format.write_array(file, np.array([b"x", b"yy", b"zzz"])[labels], version=(version, 0))
