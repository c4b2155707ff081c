/** Stands for the cluster's root certificate: nothing in the practice cluster is encrypted, so it need only look like one. */
export const rootCertificate = `-----BEGIN CERTIFICATE-----
UHJhY3RpY2UgY2x1c3Rlcjogbm90aGluZyBoZXJlIGlzIGVuY3J5cHRlZCwgc28g
dGhpcyBpcyBubyByZWFsIGNlcnRpZmljYXRlLiBBIHJlYWwgY2x1c3RlciBwdXRz
IHRoZSBvbmUgb2YgaXRzIEFQSSBzZXJ2ZXIgaGVyZS4=
-----END CERTIFICATE-----
`
