"""How a data file becomes an object; the only place that knows YAML."""
