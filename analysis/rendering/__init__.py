"""From the notebook to pages that can be mailed: engine, exporter, batch, run record, index."""
