# Like reports one after the other in one R process; prints seconds of each, the first to warm up.
# Rscript like_report.R REPORT.Rmd OUT DATA…
arguments <- commandArgs(trailingOnly = TRUE)
for (data in arguments[-(1:2)]) {
  start <- proc.time()
  rmarkdown::render(arguments[1], params = list(data = data), output_dir = arguments[2],
                    output_file = "report.html", intermediates_dir = arguments[2],
                    envir = new.env(), quiet = TRUE)
  taken <- proc.time() - start
  # With pandoc, which is another process.
  cat("rmarkdown", taken[["elapsed"]], sum(taken[c("user.self", "sys.self", "user.child",
                                                   "sys.child")]), "\n")
}
