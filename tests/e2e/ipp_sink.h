#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "tests/e2e/counterpart.h"
#include "tests/e2e/ftp_sink.h"
#include "tests/e2e/process.h"

namespace e2e {

// A real cupsd of our own on free ports of loopback, with three queues that take any format: "lp"
// keeps each job as a file, "broken" gives each up, "closed" takes none.
class IppSink {
 public:
  // What its TLS shows, for "localhost".
  explicit IppSink(const OwnCertificate& certificate);

  [[nodiscard]] std::string uri(const std::string& queue) const;
  [[nodiscard]] std::string secure_uri(const std::string& queue) const;  // ipps://
  // The bytes of a job that has this name; "(none)" if it does not come.
  [[nodiscard]] std::string job(const std::string& name,
                                Milliseconds wait = std::chrono::seconds(10)) const;

 private:
  void write_files(const OwnCertificate& certificate) const;

  TemporaryFolder folder_;
  std::uint16_t port_;
  std::uint16_t secure_port_;
  std::unique_ptr<Process> process_;
};

}  // namespace e2e
