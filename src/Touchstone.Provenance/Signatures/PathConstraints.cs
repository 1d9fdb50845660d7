using Org.BouncyCastle.Pkix;
using Org.BouncyCastle.X509;

namespace Touchstone.Provenance.Signatures;

/// <summary>Constraints on names and policies that an authority lays on what it issues (RFC 5280 §4.2.1.10, §4.2.1.11, §4.2.1.14); rare, and left to BouncyCastle's validator.</summary>
internal static class PathConstraints
{
    private static readonly string[] _constraining = [Oids.NameConstraints, Oids.PolicyConstraints, Oids.InhibitAnyPolicy, Oids.PolicyMappings];

    /// <summary>Why the path breaks a constraint, in a sentence; null where it breaks none or there is none.</summary>
    /// <param name="path">Certificates from the first one up to the anchor, without it.</param>
    /// <param name="anchor">The anchor.</param>
    /// <param name="time">When the certificates must be valid; null for a moment at which the first one is.</param>
    internal static string? Broken(IReadOnlyList<Certificate> path, Certificate anchor, DateTimeOffset? time)
    {
        if (!path.Append(anchor).Any(c => c.Extensions.Any(e => _constraining.Contains(e.Oid)))) return null;
        const string Sentence = "A constraint that an authority of the chain lays on names or policies is broken.";
        if (!path.Append(anchor).All(c => Nesting.IsShallow(c.Der.Span))) return Sentence;
        try
        {
            var top = new X509Certificate(anchor.Der.ToArray());
            var constraints = top.GetExtensionValue(Org.BouncyCastle.Asn1.X509.X509Extensions.NameConstraints)?.GetOctets();
            var parameters = new PkixParameters(new HashSet<TrustAnchor> { new(top, constraints) })
            {
                IsRevocationEnabled = false,
                Date = (time ?? path[0].NotBefore).UtcDateTime,
            };
            new PkixCertPathValidator().Validate(new PkixCertPath([.. path.Select(c => new X509Certificate(c.Der.ToArray()))]), parameters);
            return null;
        }
        // BouncyCastle tells what it refuses and what it cannot read by exceptions of many kinds.
        catch (Exception e) when (e is not (OutOfMemoryException or OperationCanceledException))
        {
            return Sentence;
        }
    }
}
