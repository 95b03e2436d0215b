"""At home in batch, Spark, scikit-learn and spaCy."""
