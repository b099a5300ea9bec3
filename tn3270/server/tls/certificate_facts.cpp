#include "tn3270/server/tls/certificate_facts.h"

#include <array>
#include <ctime>

#include "config/verify.h"

namespace server {
namespace {

std::string written_in(const MemoryBio& bio) {
  char* text = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &text);
  return size > 0 ? std::string(text, static_cast<std::size_t>(size)) : std::string();
}

std::string fingerprint_of(const X509& certificate) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  if (X509_digest(&certificate, EVP_sha256(), digest.data(), &size) != 1) {
    return {};
  }
  static constexpr char kDigits[] = "0123456789ABCDEF";
  std::string text;
  for (unsigned int index = 0; index < size; ++index) {
    text += index == 0 ? "" : ":";
    text += kDigits[digest.at(index) >> 4U];
    text += kDigits[digest.at(index) & 0x0FU];
  }
  return text;
}

}  // namespace

std::string text_of(const X509_NAME* name) {
  const MemoryBio bio(BIO_new(BIO_s_mem()));
  // RFC 2253's flags escape control bytes and all beyond ASCII.
  if (bio == nullptr || X509_NAME_print_ex(bio.get(), name, 0, XN_FLAG_RFC2253) < 0) {
    return {};
  }
  return written_in(bio);
}

std::string subject_of(const X509& certificate) {
  return text_of(X509_get_subject_name(&certificate));
}

std::string issuer_of(const X509& certificate) {
  return text_of(X509_get_issuer_name(&certificate));
}

std::string common_name_of(const X509& certificate) {
  const X509_NAME* name = X509_get_subject_name(&certificate);
  int last = -1;  // RFC 4514 2.1: the last is the most exact
  for (int at = X509_NAME_get_index_by_NID(name, NID_commonName, -1); at >= 0;
       at = X509_NAME_get_index_by_NID(name, NID_commonName, last)) {
    last = at;
  }
  const MemoryBio bio(BIO_new(BIO_s_mem()));
  if (last < 0 || bio == nullptr ||
      ASN1_STRING_print_ex(bio.get(), X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, last)),
                           ASN1_STRFLGS_RFC2253) < 0) {
    return {};
  }
  return written_in(bio);
}

CertificateFacts facts_of(const X509& certificate) {
  const CleanErrors errors;
  CertificateFacts facts;
  facts.subject = subject_of(certificate);
  facts.valid_from = wall_time(X509_get0_notBefore(&certificate));
  facts.valid_until = wall_time(X509_get0_notAfter(&certificate));
  facts.fingerprint = fingerprint_of(certificate);
  return facts;
}

WallTime wall_time(const ASN1_TIME* time) {
  std::tm fields{};
  if (ASN1_TIME_to_tm(time, &fields) != 1) {
    return {};
  }
  return std::chrono::system_clock::from_time_t(::timegm(&fields));
}

std::string sha256_of(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  VERIFY(EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) == 1,
         "a digest");
  return {digest.begin(), digest.begin() + size};
}

std::string date_of(WallTime time) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
  std::tm fields{};
  ::gmtime_r(&seconds, &fields);
  std::array<char, 32> text{};
  const std::size_t size = std::strftime(text.data(), text.size(), "%Y-%m-%d", &fields);
  return {text.data(), size};
}

}  // namespace server
