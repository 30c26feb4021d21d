"""Evaluates every case of the expression tables on Spark and writes what differs.

    python compare.py CASES.json RESULT.json

CASES.json is what dump-cases.ts prints: the schema as DDL, one row, and the cases. RESULT.json gets {sparkVersion, cases,
passed, differences}. Exit code 1 where something differs. Values are compared in the JSON form of docs/command-line.md.
"""

import datetime
import decimal
import json
import math
import os
import struct
import sys

os.environ["TZ"] = "UTC"

from pyspark.errors import PySparkException  # noqa: E402
from pyspark.sql import DataFrame, SparkSession, functions, types  # noqa: E402

# Integers up to this size are numbers in JSON, larger ones strings.
EXACT_INTEGER_MAX = 2**53
EPOCH = datetime.datetime(1970, 1, 1)
MICROSECOND = datetime.timedelta(microseconds=1)


def start_spark() -> SparkSession:
    spark = (
        SparkSession.builder.master("local[1]")
        .appName("millrace-expressions")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.memory", "1g")
        .config("spark.sql.shuffle.partitions", "1")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("OFF")
    return spark


def one_row(spark: SparkSession, ddl: str, row: list) -> DataFrame:
    """A frame of one row, made so that Spark runs a projection over it and does not fold it."""
    schema = types.StructType.fromDDL(ddl)
    values = tuple(from_json(value, field.dataType) for value, field in zip(row, schema.fields))
    return spark.createDataFrame(spark.sparkContext.parallelize([values], 1), schema)


def from_json(value, kind):
    """A value of the JSON form as PySpark takes it."""
    if value is None:
        return None
    if isinstance(kind, types.TimestampType):
        return datetime.datetime.fromisoformat(value.replace("Z", "+00:00"))
    if isinstance(kind, types.DateType):
        return datetime.date.fromisoformat(value)
    if isinstance(kind, types.DecimalType):
        return decimal.Decimal(value)
    if isinstance(kind, types.LongType):
        return int(value)
    if isinstance(kind, (types.DoubleType, types.FloatType)):
        return float(value)
    if isinstance(kind, types.ArrayType):
        return [from_json(element, kind.elementType) for element in value]
    if isinstance(kind, types.StructType):
        return tuple(from_json(value[field.name], field.dataType) for field in kind.fields)
    return value


def to_json(value, kind):
    """A collected value in the JSON form."""
    if value is None:
        return None
    if isinstance(kind, types.LongType):
        return value if abs(value) <= EXACT_INTEGER_MAX else str(value)
    if isinstance(kind, types.FloatType):
        return shortest_float(value) if math.isfinite(value) else special(value)
    if isinstance(kind, types.DoubleType):
        return value if math.isfinite(value) else special(value)
    if isinstance(kind, types.DecimalType):
        return format(value, "f")
    if isinstance(kind, types.TimestampType):
        return iso_timestamp((value - EPOCH) // MICROSECOND)
    if isinstance(kind, types.DateType):
        return value.isoformat()
    if isinstance(kind, types.ArrayType):
        return [to_json(element, kind.elementType) for element in value]
    if isinstance(kind, types.StructType):
        return {field.name: to_json(part, field.dataType) for field, part in zip(kind.fields, value)}
    return value


def special(value: float) -> str:
    return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"


def shortest_float(value: float) -> float:
    """The double that is written like the 32-bit float."""
    for digits in range(1, 10):
        text = f"{value:.{digits}g}"
        if struct.pack("f", float(text)) == struct.pack("f", value):
            return float(text)
    return value


def iso_timestamp(micros: int) -> str:
    seconds, fraction = divmod(micros, 1_000_000)
    text = (EPOCH + datetime.timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%S").rjust(19, "0")
    return text + (f".{fraction:06d}".rstrip("0") if fraction else "") + "Z"


def type_name(kind: types.DataType) -> str:
    """The name that the tables use: every interval of days and seconds is an interval there."""
    return "interval" if isinstance(kind, types.DayTimeIntervalType) else kind.simpleString()


def evaluate(frame: DataFrame, expression: str) -> dict:
    """What Spark makes of one expression: its name, type and value, or the class of its error."""
    try:
        selected = frame.select(functions.expr(expression))
        field = selected.schema.fields[0]
        kind = field.dataType
        if isinstance(kind, types.DayTimeIntervalType):
            selected = selected.select(
                selected[0].cast(types.DayTimeIntervalType(0, 3)).cast("string")
            )
        value = selected.collect()[0][0]
        return {
            "name": field.name,
            "type": type_name(kind),
            "nullable": field.nullable,
            "value": to_json(value, kind),
        }
    except PySparkException as error:
        text = str(error).strip()
        return {"error": error.getCondition() or "", "message": text.splitlines()[0] if text else type(error).__name__}
    except Exception as error:  # The JVM's own exceptions reach Python in many classes.
        text = str(error).strip()
        return {"error": "", "message": text.splitlines()[0] if text else type(error).__name__}


def same_value(a, b) -> bool:
    """Equality that tells 1 from true and not 1 from 1.0."""
    if isinstance(a, bool) or isinstance(b, bool):
        return a is b
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(same_value(x, y) for x, y in zip(a, b))
    if isinstance(a, dict) and isinstance(b, dict):
        return list(a) == list(b) and all(same_value(a[key], b[key]) for key in a)
    return a == b


def differences_of(case: dict, found: dict) -> list:
    """Each thing in which Spark's answer is not the table's."""
    wanted = case["expected"]
    if "fails" in wanted:
        if "error" not in found:
            return [{"of": "outcome", "ours": wanted["fails"], "spark": found["value"]}]
        spark_class = wanted.get("spark")
        if spark_class is not None and found["error"] != spark_class:
            return [{"of": "error", "ours": spark_class, "spark": found["error"] or found["message"]}]
        return []
    if "error" in found:
        return [{"of": "outcome", "ours": wanted["value"], "spark": found["error"] or found["message"]}]
    pairs = [
        ("name", case["name"], found["name"]),
        ("type", case["type"], found["type"]),
        ("nullable", case["nullable"], found["nullable"]),
        ("value", wanted["value"], found["value"]),
    ]
    return [{"of": of, "ours": ours, "spark": theirs} for of, ours, theirs in pairs if not same_value(ours, theirs)]


def main(cases_path: str, result_path: str) -> int:
    with open(cases_path, encoding="utf-8") as file:
        tables = json.load(file)
    spark = start_spark()
    try:
        frame = one_row(spark, tables["schema"], tables["row"])
        differences = []
        failed = 0
        for case in tables["cases"]:
            found = differences_of(case, evaluate(frame, case["expression"]))
            failed += 1 if found else 0
            differences += [{"family": case["family"], "expression": case["expression"], **one} for one in found]
        result = {
            "sparkVersion": spark.version,
            "cases": len(tables["cases"]),
            "passed": len(tables["cases"]) - failed,
            "differences": differences,
        }
    finally:
        spark.stop()
    with open(result_path, "w", encoding="utf-8") as file:
        json.dump(result, file, ensure_ascii=False, indent=2)
        file.write("\n")
    for one in differences:
        print(f"{one['family']}: {one['expression']}: {one['of']} is {one['ours']!r} here and {one['spark']!r} on Spark")
    print(f"{result['passed']} of {result['cases']} cases agree with Spark {result['sparkVersion']}")
    return 1 if differences else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2]))
