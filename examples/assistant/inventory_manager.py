"""
Inventory Management System

This module provides a comprehensive inventory management solution that allows
users to add, update, remove, and search for products. It also includes
functionality for generating reports and persisting data to disk.
"""

import json
import logging
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Dict, List, Optional

# Configure logging
logging.basicConfig(level=logging.INFO)
logger = logging.getLogger(__name__)


@dataclass
class Product:
    """Represents a single product in the inventory."""

    name: str
    price: float
    quantity: int
    category: str = "General"
    created_at: str = field(default_factory=lambda: datetime.now().isoformat())

    def total_value(self) -> float:
        """Calculate the total value of this product in stock.

        Returns:
            float: The price multiplied by the quantity.
        """
        return self.price * self.quantity


class InventoryManager:
    """Manages a collection of products."""

    def __init__(self, storage_path: str = "inventory.json") -> None:
        """Initialize the inventory manager.

        Args:
            storage_path (str): The path to the JSON file used for storage.
        """
        self.storage_path = Path(storage_path)
        self.products: Dict[str, Product] = {}
        self._load_inventory()

    def add_product(self, name: str, price: float, quantity: int, category: str = "General") -> Product:
        """Add a new product to the inventory.

        Args:
            name (str): The name of the product.
            price (float): The price of the product.
            quantity (int): The quantity in stock.
            category (str): The category of the product.

        Returns:
            Product: The newly created product.

        Raises:
            ValueError: If the price or quantity is negative.
        """
        # Validate input parameters
        if price < 0:
            raise ValueError("Price cannot be negative")
        if quantity < 0:
            raise ValueError("Quantity cannot be negative")

        # Create and store the product
        product = Product(name=name, price=price, quantity=quantity, category=category)
        self.products[name] = product
        logger.info(f"Added product: {name}")

        # Persist changes to disk
        self._save_inventory()
        return product

    def remove_product(self, name: str) -> bool:
        """Remove a product from the inventory.

        Args:
            name (str): The name of the product to remove.

        Returns:
            bool: True if the product was removed, False otherwise.
        """
        if name not in self.products:
            logger.warning(f"Product not found: {name}")
            return False

        del self.products[name]
        self._save_inventory()
        logger.info(f"Removed product: {name}")
        return True

    def search_products(self, query: str, category: Optional[str] = None) -> List[Product]:
        """Search for products by name and optionally filter by category.

        Args:
            query (str): The search query.
            category (Optional[str]): The category to filter by.

        Returns:
            List[Product]: A list of matching products.
        """
        results = []
        for product in self.products.values():
            # Check if the query matches the product name (case-insensitive)
            if query.lower() in product.name.lower():
                # Apply the category filter if provided
                if category is None or product.category == category:
                    results.append(product)
        return results

    def generate_report(self) -> str:
        """Generate a formatted inventory report.

        Returns:
            str: The formatted report.
        """
        lines = ["Inventory Report", "=" * 40]
        total_value = 0.0

        for product in self.products.values():
            value = product.total_value()
            total_value += value
            lines.append(f"{product.name}: {product.quantity} x ${product.price:.2f} = ${value:.2f}")

        lines.append("=" * 40)
        lines.append(f"Total inventory value: ${total_value:.2f}")
        return "\n".join(lines)

    def _load_inventory(self) -> None:
        """Load the inventory from disk."""
        if not self.storage_path.exists():
            return

        try:
            with open(self.storage_path, "r", encoding="utf-8") as file:
                data = json.load(file)
                self.products = {name: Product(**details) for name, details in data.items()}
        except (json.JSONDecodeError, TypeError) as e:
            logger.error(f"Failed to load inventory: {e}")

    def _save_inventory(self) -> None:
        """Save the inventory to disk."""
        try:
            with open(self.storage_path, "w", encoding="utf-8") as file:
                json.dump({name: asdict(product) for name, product in self.products.items()}, file, indent=4)
        except OSError as e:
            logger.error(f"Failed to save inventory: {e}")


def main() -> None:
    """Demonstrate the inventory manager."""
    # Create an instance of the inventory manager
    manager = InventoryManager()

    # Add some sample products
    manager.add_product("Laptop", 999.99, 10, "Electronics")
    manager.add_product("Desk Chair", 149.99, 25, "Furniture")

    # Print the inventory report
    print(manager.generate_report())


if __name__ == "__main__":
    main()
