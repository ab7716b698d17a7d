"""Makes what example 5 needs: the networks of mtcnn as .keras, a photograph, and what mtcnn finds.

    ./check_trained.sh          (makes the environment)
    target/requirements-trained/bin/python make_faces.py

It writes, into examples/src/main/resources/faces/, p_net.keras, r_net.keras and o_net.keras (the
last one in float16, to stay below a megabyte), astronaut.jpg, and expected.json: the faces that the
package's own code finds in that file, [{"box": [x, y, width, height], "confidence", "keypoints"}].
ORIGIN.md there says where all of it comes from, and under which licences.
"""

import io
import json

from mtcnn import MTCNN
from mtcnn.stages import StageONet, StagePNet, StageRNet
from PIL import Image

from check_trained import HERE, functional, keras, np, picture
from keras_zip import rewrite

FOLDER = HERE.parent / "examples/src/main/resources/faces"


def save(stage, name):
    trained = stage.model
    if name == "o_net":
        keras.config.set_dtype_policy("float16")
        half = type(trained)()
        half.build()
        half.set_weights(trained.get_weights())
        trained = half
        keras.config.set_dtype_policy("float32")
    functional(trained, name).save(FOLDER / f"{name}.keras")
    rewrite(FOLDER / f"{name}.keras", FOLDER / f"{name}.keras")


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, stage in {"p_net": StagePNet, "r_net": StageRNet, "o_net": StageONet}.items():
        save(stage(), name)
    photograph = io.BytesIO()
    Image.fromarray(picture().astype(np.uint8)).save(photograph, "jpeg", quality=90)
    (FOLDER / "astronaut.jpg").write_bytes(photograph.getvalue())
    found = MTCNN().detect_faces(np.asarray(Image.open(photograph)))
    (FOLDER / "expected.json").write_text(json.dumps(found, default=float) + "\n")
    print(found)


if __name__ == "__main__":
    main()
