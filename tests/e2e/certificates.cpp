#include "tests/e2e/certificates.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/e2e/daemon.h"

namespace e2e {

Certificates::Certificates(const std::vector<std::string>& more) {
  std::vector<std::string> command = {tn3270d_binary(), "certificate", "--directory",
                                      folder_.path().string()};
  command.insert(command.end(), more.begin(), more.end());
  const Finished made = run(command);
  EXPECT_EQ(made.status, 0) << made.errors;
}

std::string Certificates::on(const std::string& json, const std::string& tls,
                             const std::string& settings) const {
  const std::string port = "\"port\": @PORT@";
  std::string text = json;
  text.insert(text.find(port) + port.size(),
              R"(, "tls": ")" + tls + R"(", "certificate": ")" + server() + "\"" +
                  (settings.empty() ? "" : ", \"tls_settings\": {" + settings + "}"));
  return text;
}

std::string Certificates::client(const std::string& name) const {
  const std::string path = file("client-" + name + ".pem");
  if (!std::filesystem::exists(path)) {
    const Finished made = run({tn3270d_binary(), "certificate", "--directory",
                               folder_.path().string(), "--client", name});
    EXPECT_EQ(made.status, 0) << made.errors;
  }
  return path;
}

void Certificates::openssl_ca(const std::vector<std::string>& arguments) const {
  const std::string settings = file("openssl.cnf");
  if (!std::filesystem::exists(settings)) {
    std::ofstream(settings) << "[ca]\ndefault_ca = own\n[own]\ndatabase = " << file("index.txt")
                            << "\ndefault_md = sha256\ndefault_crl_days = 30\n";
    std::ofstream(file("index.txt")) << "";
  }
  std::vector<std::string> command = {"openssl",  "ca",           "-config", settings,
                                      "-keyfile", file("ca.key"), "-cert",   ca()};
  command.insert(command.end(), arguments.begin(), arguments.end());
  const Finished done = run(command);
  EXPECT_EQ(done.status, 0) << done.errors;
}

std::string Certificates::revoke(const std::string& path) const {
  openssl_ca({"-revoke", path});
  openssl_ca({"-gencrl", "-out", file("crl.pem")});
  return file("crl.pem");
}

std::string Certificates::staple() const {
  openssl_ca({"-valid", server()});
  const Finished done = run({"openssl", "ocsp", "-index", file("index.txt"), "-CA", ca(),
                             "-rsigner", ca(), "-rkey", file("ca.key"), "-issuer", ca(), "-cert",
                             server(), "-respout", file("ocsp.der"), "-ndays", "1"});
  EXPECT_EQ(done.status, 0) << done.errors;
  return file("ocsp.der");
}

}  // namespace e2e
