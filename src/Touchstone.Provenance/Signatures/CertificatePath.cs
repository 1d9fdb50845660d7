using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Pkix;
using Touchstone.Provenance.Trust;

namespace Touchstone.Provenance.Signatures;

/// <summary>A way from a certificate to an anchor, or why there is none.</summary>
/// <param name="List">The list that holds the anchor, or null.</param>
/// <param name="Anchor">The anchor, or null.</param>
/// <param name="Certificates">The certificates from the first one up to the anchor, without it.</param>
/// <param name="Reason">Why there is no way, in a sentence; "" where there is one.</param>
internal sealed record PathResult(TrustList? List, Certificate? Anchor, IReadOnlyList<Certificate> Certificates, string Reason);

/// <summary>Finds a way from a certificate to an anchor (C2PA 2.2 §14.5.1.2, RFC 5280 §6). Nothing is fetched and no store of the machine is read.</summary>
internal static class CertificatePath
{
    // Chains met have at most four certificates; the bounds keep a hostile bundle from costing time.
    private const int MaximumLength = 8;
    private const int MaximumSignatureChecks = 24;

    private static readonly ConditionalWeakTable<TrustList, FrozenDictionary<string, Certificate[]>> _anchors = [];

    /// <summary>Extensions whose meaning is respected, so that they may be critical.</summary>
    internal static FrozenSet<string> Understood { get; } = FrozenSet.Create(
        Oids.SubjectKeyIdentifier, Oids.KeyUsage, Oids.SubjectAltName, Oids.IssuerAltName, Oids.BasicConstraints, Oids.NameConstraints, Oids.CrlDistributionPoints,
        Oids.CertificatePolicies, Oids.PolicyMappings, Oids.AuthorityKeyIdentifier, Oids.PolicyConstraints, Oids.ExtendedKeyUsage, Oids.InhibitAnyPolicy,
        Oids.AuthorityInformationAccess);

    /// <summary>Finds a path by the rules of RFC 5280.</summary>
    /// <param name="leaf">The certificate to trust.</param>
    /// <param name="others">Certificates sent with it, in any order.</param>
    /// <param name="lists">Lists of anchors.</param>
    /// <param name="time">When every certificate below the anchor must be valid; null to leave time aside.</param>
    internal static PathResult Find(Certificate leaf, IReadOnlyList<Certificate> others, IEnumerable<TrustList> lists, DateTimeOffset? time)
    {
        var search = new Search([.. lists], others, time);
        return search.Run(leaf);
    }

    /// <summary>Finds a path as c2pa-rs 0.91 does: each certificate sent must be signed by the next, and one of them by an anchor.</summary>
    internal static PathResult FindInOrder(Certificate leaf, IReadOnlyList<Certificate> others, IEnumerable<TrustList> lists, DateTimeOffset time)
    {
        List<Certificate> chain = [leaf, .. others.Where(c => !c.Der.Span.SequenceEqual(leaf.Der.Span))];
        for (var i = 1; i < chain.Count; i++)
            if (!SignatureCheck.IsSignedBy(chain[i - 1], chain[i])) return new(null, null, [], "The certificates sent are not each signed by the next.");
        if (!chain.TrueForAll(c => c.IsValidAt(time))) return new(null, null, [], $"A certificate of the chain is not valid at {Moment.Text(time)}.");
        TrustList[] all = [.. lists];
        for (var i = chain.Count - 1; i >= 0; i--)
        {
            foreach (var list in all)
                foreach (var anchor in AnchorsOf(list, chain[i]))
                    if (SignatureCheck.IsSignedBy(chain[i], anchor)) return new(list, anchor, chain[..(i + 1)], "");
        }
        return new(null, null, [], "No anchor of the trust profile stands above the certificate.");
    }

    /// <summary>The anchors of a list whose name is the certificate's issuer.</summary>
    internal static IReadOnlyList<Certificate> AnchorsOf(TrustList list, Certificate certificate) =>
        _anchors.GetValue(list, Index).TryGetValue(Convert.ToHexString(certificate.Issuer.Span), out var found) ? found : [];

    private static FrozenDictionary<string, Certificate[]> Index(TrustList list) => list.Certificates
        .Select(Certificate.Read).OfType<Certificate>()
        .GroupBy(c => Convert.ToHexString(c.Subject.Span))
        .ToFrozenDictionary(g => g.Key, g => g.ToArray());

    private sealed class Search(TrustList[] lists, IReadOnlyList<Certificate> others, DateTimeOffset? time)
    {
        private readonly List<Certificate> _path = [];
        private int _checks;
        private string _reason = "No anchor of the trust profile stands above the certificate.";

        internal PathResult Run(Certificate leaf)
        {
            if (lists.Length == 0) return new(null, null, [], "The trust profile holds no list for this.");
            if (time is { } moment && !leaf.IsValidAt(moment)) return new(null, null, [], $"The certificate is not valid at {Moment.Text(moment)}.");
            _path.Add(leaf);
            return Extend() ?? new(null, null, [], _reason);
        }

        private PathResult? Extend()
        {
            var last = _path[^1];
            foreach (var list in lists)
            {
                if (list.Purposes is { } purposes && _path[0].Purposes?.Any(purposes.Contains) != true) continue;
                foreach (var anchor in AnchorsOf(list, last))
                    if (Signed(last, anchor) && Accepts(anchor)) return new(list, anchor, [.. _path], "");
            }
            if (_path.Count >= MaximumLength) return null;
            foreach (var issuer in others)
            {
                if (!issuer.Subject.Span.SequenceEqual(last.Issuer.Span) || _path.Exists(c => c.Der.Span.SequenceEqual(issuer.Der.Span))) continue;
                if (Unsuitable(issuer) is { } reason)
                {
                    _reason = reason;
                    continue;
                }
                if (!Signed(last, issuer)) continue;
                _path.Add(issuer);
                if (Extend() is { } found) return found;
                _path.RemoveAt(_path.Count - 1);
            }
            return null;
        }

        private bool Signed(Certificate certificate, Certificate issuer) => ++_checks <= MaximumSignatureChecks && SignatureCheck.IsSignedBy(certificate, issuer);

        // An anchor that says what may stand below it is taken at its word.
        private bool Accepts(Certificate anchor)
        {
            if (anchor.PathLength is { } length && _path.Skip(1).Count(c => !c.IsSelfIssued) > length) return false;
            if (PathConstraints.Broken(_path, anchor, time) is not { } broken) return true;
            _reason = broken;
            return false;
        }

        // RFC 5280 §6.1.4 (k) to (o), and the rules of C2PA 2.2 §14.5.1.1 for every certificate.
        private string? Unsuitable(Certificate issuer)
        {
            if (issuer is not { Version: 3, IsAuthority: true }) return "A certificate of the chain is none of a certification authority.";
            if (issuer.KeyUsage is { } usage && !usage.HasFlag(X509KeyUsageFlags.KeyCertSign)) return "An authority of the chain may not sign certificates.";
            if (issuer.PathLength is { } length && _path.Skip(1).Count(c => !c.IsSelfIssued) > length) return "An authority of the chain stands too far above the certificate.";
            if (issuer.Extensions.FirstOrDefault(e => e.Critical && !Understood.Contains(e.Oid)) is { } unknown) return $"A certificate of the chain has a critical extension that is not understood ({unknown.Oid}).";
            if (time is { } moment && !issuer.IsValidAt(moment)) return $"An authority of the chain is not valid at {Moment.Text(moment)}.";
            return null;
        }
    }
}

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
            var top = new Org.BouncyCastle.X509.X509Certificate(anchor.Der.ToArray());
            var constraints = top.GetExtensionValue(Org.BouncyCastle.Asn1.X509.X509Extensions.NameConstraints)?.GetOctets();
            var parameters = new PkixParameters(new HashSet<TrustAnchor> { new(top, constraints) })
            {
                IsRevocationEnabled = false,
                Date = (time ?? path[0].NotBefore).UtcDateTime,
            };
            new PkixCertPathValidator().Validate(new PkixCertPath([.. path.Select(c => new Org.BouncyCastle.X509.X509Certificate(c.Der.ToArray()))]), parameters);
            return null;
        }
        // BouncyCastle tells what it refuses and what it cannot read by exceptions of many kinds.
        catch (Exception e) when (e is not (OutOfMemoryException or OperationCanceledException))
        {
            return Sentence;
        }
    }
}
