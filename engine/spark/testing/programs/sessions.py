"""Test pipeline

Exported from a Millrace pipeline.
"""

import os
import tempfile
from pathlib import Path

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.streaming import StreamingQuery

CLICKS_ROWS = [
    [
        '{"time": 10, "user": "ada", "amount": 5}',
        '{"time": 900, "user": "grace", "amount": 0}',
    ],
    [],
    [
        '{"time": 12, "user": "o\'neil", "amount": 7}',
    ],
    [
        '{"time": 95, "user": "ada", "amount": 2}',
    ],
]


def create_session() -> SparkSession:
    return (
        SparkSession.builder.appName("Test pipeline")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )


def replay(folder_name: str, batches: list[list[str]]) -> str:
    """Writes one file of JSON lines a trigger, and gives the folder they are in.

    An empty list becomes an empty file: a trigger without rows.
    """
    folder = Path(tempfile.mkdtemp()) / folder_name
    folder.mkdir()
    for number, rows in enumerate(batches):
        file = folder / f"{number:05}.json"
        file.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
        # Spark takes files in the order of their times.
        os.utime(file, (number, number))
    return str(folder)


def build(spark: SparkSession) -> dict[str, DataFrame]:
    # Rows
    clicks = (
        spark.readStream.format("json")
        .schema("time timestamp, user string, amount int")
        .option("maxFilesPerTrigger", 1)
        .load(replay("clicks", CLICKS_ROWS))
        .observe("clicks", F.count(F.lit(1)).alias("rows"))
    )
    # Watermark
    late = clicks.withWatermark("time", "1 minute").observe(
        "late", F.count(F.lit(1)).alias("rows")
    )
    # Window
    visits = late.withColumn("visit", F.session_window("time", "30 seconds")).observe(
        "visits", F.count(F.lit(1)).alias("rows")
    )
    # GroupBy
    per_user = (
        visits.groupBy("user", "visit")
        .count()
        .observe("per-user", F.count(F.lit(1)).alias("rows"))
    )
    return {"table": per_user}


def start(frames: dict[str, DataFrame]) -> list[StreamingQuery]:
    # Memory sink
    table = (
        frames["table"]
        .writeStream.format("memory")
        .queryName("visits")
        .outputMode("append")
        .trigger(availableNow=True)
        .start()
    )
    return [table]


def main() -> None:
    spark = create_session()
    try:
        for query in start(build(spark)):
            query.awaitTermination()
    finally:
        spark.stop()


if __name__ == "__main__":
    main()
