#include "tn3270/server/certificate_text.h"

#include <ostream>
#include <string_view>

namespace server {
namespace {

// For a shell: as it is where that is safe.
std::string quoted(const std::string& path) {
  constexpr std::string_view kSafe =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+=:@,";
  if (path.find_first_not_of(kSafe) == std::string::npos) {
    return path;
  }
  std::string text = "'";
  for (const char c : path) {
    text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  }
  return text + "'";
}

void print_files(const MadeCertificates& made, std::ostream& out) {
  const char* const authority = made.fresh_authority ? "wrote " : "used ";
  out << authority << made.authority_key
      << ": the test CA's private key; whoever has it can pass for any host to your clients\n"
      << authority << made.authority << ": the test CA's certificate, for clients\n";
  if (!made.server.empty()) {
    out << "wrote " << made.server << ": key, certificate and CA, for the server\n";
  }
  if (!made.client.empty()) {
    out << "wrote " << made.client << ": key, certificate and CA, for one client\n";
  }
  if (!made.pfx.empty()) {
    out << "wrote " << made.pfx
        << (made.client.empty() ? ": the CA, for Windows; it opens with your password\n"
                                : ": the same, for Windows; it opens with your password\n");
  }
  out << '\n';
}

void print_facts(const MadeCertificates& made, std::ostream& out) {
  std::string list;
  for (const std::string& name : made.names) {
    list += (list.empty() ? "" : ", ") + name;
  }
  if (!made.server.empty()) {
    out << "names        " << list << '\n';
  }
  if (!made.valid_until.empty()) {
    out << "valid until  " << made.valid_until << '\n'
        << "SHA-256      " << made.fingerprint << "\n\n";
  }
}

void print_server(const std::string& ca, std::ostream& out) {
  out << "a listener for it, in a JSON configuration beside it:\n"
      << R"(  {"name": "secure", "address": "::", "port": 3992, "tls": "immediate", )"
      << R"("certificate": "server.pem"})"
      << "\n\nclients that verify it (s3270 and c3270 4.1 compare names, so not 127.0.0.1):\n"
      << "  c3270 -cafile " << ca << " L:localhost:3992\n"
      << "  s3270 -cafile " << ca << " L:localhost:3992\n"
      << "  openssl s_client -connect localhost:3992 -servername localhost -CAfile " << ca
      << " -verify_hostname localhost -verify_return_error\n"
      << "where \"tls\" is \"negotiated\" or \"required\" (STARTTLS), without L: before the host:\n"
      << "  c3270 -cafile " << ca << " localhost:3270\n";
}

void print_windows(const MadeCertificates& made, std::ostream& out) {
  out << "on Windows, where ca.pem was copied to:\n"
      << "  wc3270 3: append ca.pem to root_certs.txt in wc3270's application data folder\n"
      << "  wc3270 4, and PCOMM with Microsoft CryptoAPI: certutil -user -addstore Root ca.pem\n";
  if (made.pfx.empty()) {
    out << "  PCOMM's key database takes a .pfx: 'tn3270d certificate --pfx FILE --password-file "
           "FILE'\n";
  } else {
    out << "  PCOMM's key database (Certificate Management): import " << made.pfx << '\n';
    if (!made.client.empty()) {
      out << "  PCOMM with Microsoft CryptoAPI, wc3270 4: certutil -user -importpfx " << made.pfx
          << '\n';
    }
  }
}

void print_client(const MadeCertificates& made, const std::string& ca, std::ostream& out) {
  const std::string file = quoted(made.client);
  out << "a listener that asks for it has, besides:\n"
      << R"(  "tls_settings": {"client_certificate": "required"})"
      << "\n\na client that shows it:\n"
      << "  c3270 -cafile " << ca << " -certfile " << file << " -keyfile " << file
      << " L:localhost:3992\n"
      << "  openssl s_client -connect localhost:3992 -servername localhost -CAfile " << ca
      << " -cert " << file << " -key " << file << '\n';
}

}  // namespace

void print(const MadeCertificates& made, std::ostream& out) {
  const std::string ca = quoted(made.authority);
  print_files(made, out);
  print_facts(made, out);
  if (!made.server.empty()) {
    print_server(ca, out);
    out << '\n';
  }
  if (!made.client.empty()) {
    print_client(made, ca, out);
    out << '\n';
  }
  print_windows(made, out);
}

}  // namespace server
