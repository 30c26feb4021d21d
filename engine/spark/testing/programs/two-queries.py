"""Orders: large ones, and totals

Exported from a Millrace pipeline. Relative paths start at the folder of this file.
"""

from pathlib import Path

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.streaming import StreamingQuery

BASE = Path(__file__).absolute().parent


def create_session() -> SparkSession:
    return (
        SparkSession.builder.appName("Orders: large ones, and totals")
        .config("spark.sql.session.timeZone", "Europe/Paris")
        .config("spark.sql.streaming.multipleWatermarkPolicy", "max")
        .config("spark.sql.streaming.noDataMicroBatches.enabled", False)
        .getOrCreate()
    )


def build(spark: SparkSession) -> dict[str, DataFrame]:
    # File source, Schema
    orders = (
        spark.readStream.format("csv")
        .option("header", True)
        .option("sep", ";")
        .option("maxFilesPerTrigger", 2)
        .option("latestFirst", True)
        .schema(
            "time timestamp, user string, amount int, `the note` string, _bad string"
        )
        .option("mode", "PERMISSIVE")
        .option("columnNameOfCorruptRecord", "_bad")
        .load(str(BASE / "in"))
        .observe("orders", F.count(F.lit(1)).alias("rows"))
    )
    # Large orders
    large = orders.where("amount > 100 AND user <> 'test'").observe(
        "large", F.count(F.lit(1)).alias("rows")
    )
    # GroupBy
    totals = (
        large.groupBy("user", F.expr('date_trunc("hour", time)').alias("hour"))
        .agg(
            F.sum("amount").alias("total"), F.avg("amount"), F.count("*").alias("count")
        )
        .observe("totals", F.count(F.lit(1)).alias("rows"))
    )
    return {"shown": large, "kept": totals}


def start(frames: dict[str, DataFrame]) -> list[StreamingQuery]:
    # Console sink
    shown = (
        frames["shown"]
        .writeStream.format("console")
        .outputMode("append")
        .option("numRows", 5)
        .option("truncate", False)
        .start()
    )
    # Memory sink
    kept = (
        frames["kept"]
        .writeStream.format("memory")
        .queryName("totals")
        .outputMode("update")
        .option("checkpointLocation", str(BASE / "checkpoints/totals"))
        .start()
    )
    return [shown, kept]


def main() -> None:
    spark = create_session()
    try:
        for query in start(build(spark)):
            query.awaitTermination()
    finally:
        spark.stop()


if __name__ == "__main__":
    main()
