"""Reads on a real Spark the folders that Millrace's file sink wrote, and has Spark's own sink write some.

    python sink_folders.py MANIFEST RESULT

MANIFEST is the JSON that sink-folders.ts writes. RESULT gets one JSON object: the rows that Spark has read, by how. A row is
[id, name, amount as text, microseconds since 1970, p, d as text].
"""

import json
import os
import shutil
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

os.environ["TZ"] = "UTC"
time.tzset()

from pyspark.sql import DataFrame, SparkSession  # noqa: E402

# Makes four batches of what is copied, of which the third writes a compact log.
FILES_A_BATCH = 6
COMPACT_INTERVAL = 3
# Makes two batches of each folder that is read as a stream.
FILES_A_STREAM_BATCH = 30
THREADS = 3


def create_session() -> SparkSession:
    session = (
        SparkSession.builder.master("local[2]")
        .appName("millrace-sink-folders")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.memory", "1g")
        .config("spark.sql.shuffle.partitions", "1")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.streaming.fileSink.log.compactInterval", str(COMPACT_INTERVAL))
        # Small queries spend their time in compiling.
        .config("spark.sql.codegen.wholeStage", "false")
        .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
        .config("spark.driver.extraJavaOptions", "-Duser.timezone=UTC")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    return session


def rows_of(frame: DataFrame) -> list:
    columns = ["id", "name", "cast(amount as string)", "unix_micros(at)", "p", "cast(d as string)"]
    return [list(row) for row in frame.selectExpr(*columns).collect()]


def read_stream(frame: DataFrame, checkpoint: str) -> list:
    rows = []
    writer = frame.writeStream.foreachBatch(lambda batch, _: rows.extend(rows_of(batch)))
    writer.option("checkpointLocation", checkpoint).trigger(availableNow=True).start().awaitTermination()
    return rows


def main() -> None:
    with open(sys.argv[1], encoding="utf-8") as source:
        manifest = json.load(source)
    session = create_session()
    work = tempfile.mkdtemp(prefix="millrace-sink-folders-")
    ddl = manifest["ddl"]
    results = {}

    def read(folder: dict) -> None:
        name, path, form = folder["name"], folder["path"], folder["format"]
        batch = session.read.schema(ddl).format(form).load(path)
        results[f"Spark reads {name} as a batch"] = rows_of(batch)
        # The plain one is read as a stream for being copied.
        if not folder["isStream"]:
            return
        stream = session.readStream.schema(ddl).format(form).option("maxFilesPerTrigger", FILES_A_STREAM_BATCH).load(path)
        results[f"Spark reads {name} as a stream"] = read_stream(stream, os.path.join(work, name))

    def write(target: dict) -> None:
        frame = session.readStream.schema(ddl).option("maxFilesPerTrigger", FILES_A_BATCH).json(manifest["copied"])
        writer = frame.writeStream.format(target["format"]).partitionBy("p", "d").trigger(availableNow=True)
        checkpoint = os.path.join(work, "written " + target["format"])
        writer.option("checkpointLocation", checkpoint).start(target["path"]).awaitTermination()

    try:
        with ThreadPoolExecutor(max_workers=THREADS) as pool:
            tasks = [pool.submit(write, target) for target in manifest["spark"]]
            tasks += [pool.submit(read, folder) for folder in manifest["ours"]]
            for task in tasks:
                task.result()
        with open(sys.argv[2], "w", encoding="utf-8") as out:
            json.dump(results, out, ensure_ascii=False)
    finally:
        session.stop()
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
