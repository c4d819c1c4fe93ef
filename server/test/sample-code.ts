/** Code of a few dozen lines, enough to be judged. Another number makes other code. */
export const sampleCode = (number = 0): string => `import csv
from collections import defaultdict


def read_totals(path, column="amount${number}"):
    """Sum one column of a file for each customer."""
    totals = defaultdict(float)
    with open(path, newline="") as source:
        for row in csv.DictReader(source):
            # Rows without a customer are orders that were cancelled.
            if not row["customer"]:
                continue
            totals[row["customer"]] += float(row[column])
    return dict(totals)


def largest(totals, count=${number + 3}):
    ordered = sorted(totals.items(), key=lambda item: item[1], reverse=True)
    return ordered[:count]


def report(path):
    totals = read_totals(path)
    for customer, amount in largest(totals):
        print(f"{customer}: {amount:.2f}")


if __name__ == "__main__":
    report("orders.csv")
`;
