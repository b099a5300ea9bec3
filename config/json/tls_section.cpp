#include <string>
#include <utility>

#include "config/json/fields.h"
#include "config/json/sections.h"

// "tls_settings" of listeners and proxies. What only OpenSSL can judge (ciphers, groups, what is in
// the files) is judged where it is.
namespace config::json {
namespace {

constexpr Word<TlsFloor> kFloors[] = {
    {"1.2", TlsFloor::Tls12}, {"1.3", TlsFloor::Tls13}, {"legacy", TlsFloor::Legacy}};

constexpr Word<ClientCertificate> kClientCertificates[] = {
    {"none", ClientCertificate::None},
    {"optional", ClientCertificate::Optional},
    {"required", ClientCertificate::Required}};

void read_certificates(Reading& reading, const Value& value, TlsSettings& settings) {
  read_list(reading, value, [&](const Value& entry) {
    std::string path;
    if (reading.path(entry, path)) {
      settings.certificates.push_back(std::move(path));
    }
  });
}

template <std::string TlsSettings::*setting>
void read_words(Reading& reading, const Value& value, TlsSettings& settings) {
  reading.text(value, settings.*setting);
}

template <std::string TlsSettings::*setting>
void read_path(Reading& reading, const Value& value, TlsSettings& settings) {
  reading.path(value, settings.*setting);
}

template <bool TlsSettings::*setting>
void read_flag(Reading& reading, const Value& value, TlsSettings& settings) {
  reading.flag(value, settings.*setting);
}

constexpr Field<TlsSettings> kTlsFields[] = {
    {"minimum", [](Reading& r, const Value& v, TlsSettings& t) { r.word(v, kFloors, t.minimum); }},
    {"ciphers", read_words<&TlsSettings::ciphers>},
    {"suites", read_words<&TlsSettings::suites>},
    {"groups", read_words<&TlsSettings::groups>},
    {"certificates", read_certificates},
    {"password_file", read_path<&TlsSettings::password_file>},
    {"client_certificate",
     [](Reading& r, const Value& v, TlsSettings& t) { r.word(v, kClientCertificates, t.client); }},
    {"client_ca", read_path<&TlsSettings::client_ca>},
    {"client_crl", read_path<&TlsSettings::client_crl>},
    {"allow_unverified", read_flag<&TlsSettings::allow_unverified>},
    {"ocsp", read_path<&TlsSettings::ocsp>},
    {"tickets", read_flag<&TlsSettings::tickets>},
};

}  // namespace

void read_tls_settings(Reading& reading, const Value& value, TlsSettings& settings) {
  settings.at = value.key_at();
  read_fields(reading, value, kTlsFields, settings);
}

Keys tls_settings_keys() {
  return keys_of(kTlsFields);
}

}  // namespace config::json
