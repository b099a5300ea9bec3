#include "printers/delivery/ftp_certificate.h"

#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>

#include <array>
#include <string_view>

namespace printers {
namespace {

std::string digest_of(const X509* certificate) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  if (certificate == nullptr || X509_digest(certificate, EVP_sha256(), digest.data(), &size) != 1) {
    return {};
  }
  return {digest.begin(), digest.begin() + size};
}

}  // namespace

bool FtpCertificate::is_possible() {
  const char* const library = curl_version_info(CURLVERSION_NOW)->ssl_version;
  return library != nullptr && std::string_view(library).find("OpenSSL/") != std::string_view::npos;
}

void FtpCertificate::watch(CurlTransfer& transfer) {
  transfer.set(CURLOPT_SSL_CTX_FUNCTION, &on_context);
  transfer.set(CURLOPT_SSL_CTX_DATA, this);
}

// Each connection has a context of its own, made just before its handshake.
CURLcode FtpCertificate::on_context(CURL* /*handle*/, void* context, void* self) {
  auto* const tls = static_cast<SSL_CTX*>(context);
  SSL_CTX_set_verify(tls, SSL_VERIFY_PEER, nullptr);  // or a "no" of ours would be ignored
  SSL_CTX_set_cert_verify_callback(
      tls,
      [](X509_STORE_CTX* store, void* watcher) { return FtpCertificate::on_chain(store, watcher); },
      self);
  return CURLE_OK;
}

int FtpCertificate::on_chain(void* store, void* self) {
  auto* const chain = static_cast<X509_STORE_CTX*>(store);
  auto& one = *static_cast<FtpCertificate*>(self);
  if (!one.is_the_same(digest_of(X509_STORE_CTX_get0_cert(chain)))) {
    X509_STORE_CTX_set_error(chain, X509_V_ERR_APPLICATION_VERIFICATION);
    return 0;
  }
  return one.chain_ == Chain::Taken ? 1 : X509_verify_cert(chain);
}

bool FtpCertificate::is_the_same(const std::string& digest) {
  if (!dialog_.storing()) {
    remembered_ = digest;
    return true;
  }
  changed_ = changed_ || digest.empty() || digest != remembered_;
  return !changed_;
}

}  // namespace printers
