"""Writes content-language-target.parquet, a file as dataset hubs publish it: pip install pyarrow==25.0.1; python3 make_parquet.py"""

import pyarrow
import pyarrow.parquet

table = pyarrow.table(
    {
        "content": ["print(1)\n", "int main() {}\n", "x = 2\n"],
        "language": ["Python", "C++", "Python"],
        "target": pyarrow.array([1, 0, None], pyarrow.int64()),
        "unused": [[1.5], [], None],
    }
)
pyarrow.parquet.write_table(table, "content-language-target.parquet", compression="zstd", row_group_size=2)
