#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>

#include "tn3270/control/dialog.h"
#include "tn3270/control/exit_code.h"
#include "tn3270/control/operations.h"

namespace control {

enum class JobVerb : std::uint8_t { Hold, Release, Requeue, Cancel };

// Which jobs to list; empty = all.
struct JobFilter {
  std::string printer;
  std::string state;
  bool finished = false;  // also those that are printed, failed or cancelled
};

// A file to print.
struct PrintFile {
  std::string lu;
  std::string path;  // "-": standard input
  std::string name;  // empty: the file's
  bool scs = false;  // EBCDIC with SCS codes instead of text
};

// What tn3270ctl can do with printers and their jobs, in the manner of Operations.
class PrintOperations {
 public:
  // The streams outlive the object.
  PrintOperations(Transport& transport, std::string lack, std::ostream& out, std::ostream& err);

  [[nodiscard]] Exit printers(Form form);  // all pages
  [[nodiscard]] Exit printer(const std::string& lu, Form form);
  [[nodiscard]] Exit jobs(const JobFilter& filter, Form form);  // all pages
  [[nodiscard]] Exit job(std::uint64_t id, Form form);
  // `printer`: of Requeue, another one; empty: the same.
  [[nodiscard]] Exit change(JobVerb verb, std::uint64_t id, const std::string& printer);
  // `in` is what "-" means.
  [[nodiscard]] Exit print(const PrintFile& file, std::istream& in);
  // Refused unless the printer can be reached.
  [[nodiscard]] Exit test(const std::string& lu);

 private:
  Dialog dialog_;
  std::ostream& out_;
};

}  // namespace control
