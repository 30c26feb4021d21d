"""Test pipeline

Exported from a Millrace pipeline.
"""

import os
import tempfile
from pathlib import Path

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

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

USERS_ROWS = [
    [
        '{"user": "ada"}',
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
        spark.read.format("json")
        .schema("time timestamp, user string, amount int")
        .load(replay("events", EVENTS_ROWS))
        .observe("events", F.count(F.lit(1)).alias("rows"))
    )
    # Rows
    users = (
        spark.read.format("json")
        .schema("user string")
        .load(replay("users", USERS_ROWS))
        .observe("users", F.count(F.lit(1)).alias("rows"))
    )
    # Join
    known = (
        events.alias("left")
        .join(users.alias("right"), F.expr("left.user = right.user"), "left_semi")
        .observe("known", F.count(F.lit(1)).alias("rows"))
    )
    # Union
    both = known.union(events).observe("both", F.count(F.lit(1)).alias("rows"))
    # Deduplicate
    once = both.dropDuplicates(["user"]).observe(
        "once", F.count(F.lit(1)).alias("rows")
    )
    # Sort
    sorted_ = once.orderBy(F.col("user").desc_nulls_first()).observe(
        "sorted", F.count(F.lit(1)).alias("rows")
    )
    # Limit
    top = sorted_.limit(3).observe("top", F.count(F.lit(1)).alias("rows"))
    return {"table": top, "log": top}


def write(frames: dict[str, DataFrame]) -> None:
    # Memory sink
    frames["table"].createOrReplaceTempView("result")
    frames["table"].show()
    # Console sink
    frames["log"].show(5, truncate=8)


def main() -> None:
    spark = create_session()
    try:
        write(build(spark))
    finally:
        spark.stop()


if __name__ == "__main__":
    main()
