"""Test pipeline

Exported from a Millrace pipeline.
"""

import os
import tempfile
from pathlib import Path

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.streaming import StreamingQuery

EVENTS_ROWS = [
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
    events = (
        spark.readStream.format("json")
        .schema("time timestamp, user string, amount int")
        .option("maxFilesPerTrigger", 1)
        .load(replay("events", EVENTS_ROWS))
        .observe("events", F.count(F.lit(1)).alias("rows"))
    )
    # Ten seconds late
    # Not observed before "Paid": Spark moves conditions from there ahead of the
    # watermark, but not across an observation.
    late = events.withWatermark("time", "10 seconds")
    # Select
    double = late.withColumn("twice", F.expr("amount * 2"))
    # Paid
    paid = double.where("twice > 0").observe("paid", F.count(F.lit(1)).alias("rows"))
    # Window
    minutes = paid.withColumn("window", F.window("time", "1 minute")).observe(
        "minutes", F.count(F.lit(1)).alias("rows")
    )
    # GroupBy
    counts = (
        minutes.groupBy("window")
        .count()
        .observe("counts", F.count(F.lit(1)).alias("rows"))
    )
    return {"table": counts}


def start(frames: dict[str, DataFrame]) -> list[StreamingQuery]:
    # Memory sink
    table = (
        frames["table"]
        .writeStream.format("memory")
        .queryName("counts")
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
