"""Write the reference data: ``python -m graph.reference``."""

from graph.reference import FOLDER, generate

for file_name, content in generate().items():
    (FOLDER / file_name).write_bytes(content)
