#include "tests/e2e/certificates.h"

#include <gtest/gtest.h>

#include "tests/e2e/daemon.h"

namespace e2e {

Certificates::Certificates() {
  const Finished made =
      run({tn3270d_binary(), "certificate", "--directory", folder_.path().string()});
  EXPECT_EQ(made.status, 0) << made.errors;
}

std::string Certificates::on(const std::string& json, const std::string& tls) const {
  const std::string port = "\"port\": @PORT@";
  std::string text = json;
  text.insert(text.find(port) + port.size(),
              R"(, "tls": ")" + tls + R"(", "certificate": ")" + server() + "\"");
  return text;
}

}  // namespace e2e
