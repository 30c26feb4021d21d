"""The lab as a stream on a local Spark: each trigger reads one file of the folder, the counts go to a memory table.

    lab_stream.py FOLDER CORES ROUNDS

Runs the query once to warm up, then ROUNDS times, and prints a JSON object for each: the sum of the triggers' times in
milliseconds, the rows read and the number of batches.
"""

import json
import os
import sys
import tempfile

os.environ["TZ"] = "UTC"

from pyspark.sql import SparkSession  # noqa: E402
from pyspark.sql import functions as F  # noqa: E402


def create_session(cores: int, work: str) -> SparkSession:
    session = (
        SparkSession.builder.master(f"local[{cores}]")
        .appName("millrace-bench")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.memory", "2g")
        .config("spark.sql.session.timeZone", "UTC")
        # As many partitions of state as there are cores: the 200 of a cluster would only cost time here.
        .config("spark.sql.shuffle.partitions", str(cores))
        .config("spark.sql.streaming.numRecentProgressUpdates", "1000")
        .config("spark.sql.warehouse.dir", os.path.join(work, "warehouse"))
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    return session


def run(spark: SparkSession, folder: str, name: str, checkpoint: str) -> dict:
    events = (
        spark.readStream.format("json")
        .option("maxFilesPerTrigger", 1)
        .schema("time timestamp, action string")
        .load(folder)
    )
    counts = events.groupBy("action", F.window("time", "1 hour")).count()
    query = (
        counts.writeStream.format("memory")
        .queryName(name)
        .outputMode("complete")
        .option("checkpointLocation", checkpoint)
        .trigger(availableNow=True)
        .start()
    )
    query.awaitTermination()
    batches = [p for p in query.recentProgress if p["numInputRows"] > 0]
    return {
        "triggerMs": sum(p["durationMs"]["triggerExecution"] for p in batches),
        "rows": sum(p["numInputRows"] for p in batches),
        "batches": len(batches),
    }


def main() -> None:
    folder, cores, rounds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    with tempfile.TemporaryDirectory(prefix="millrace-spark-") as work:
        spark = create_session(cores, work)
        for n in range(rounds + 1):
            result = run(spark, folder, f"counts{n}", os.path.join(work, f"checkpoint{n}"))
            if n > 0:
                print(json.dumps(result), flush=True)
        spark.stop()


if __name__ == "__main__":
    main()
