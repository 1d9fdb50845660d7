using Touchstone.Evaluation.Credentials;
using Touchstone.Provenance;
using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Claims;
using Touchstone.Provenance.Jumbf;
using Touchstone.Provenance.Signing;
using Touchstone.Provenance.Statuses;
using Touchstone.Provenance.Verdicts;

namespace Touchstone.Tests.Provenance.Validation;

/// <summary>What the tests of validation forge with: signed files of our own (origin: made here) and edits of their stores.</summary>
internal static class Forgeries
{
    internal static readonly VectorKit Kit = new(new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    internal static ProvenanceReport Examined(byte[] asset, ValidationOptions? options = null, AssetCompanions? companions = null) =>
        CredentialValidator.Validate(AssetBytes.Of(asset), options ?? Kit.Options, companions, TestContext.Current.CancellationToken);

    internal static AxisStatement Answer(this ProvenanceReport report, Axis axis) => report.Axes.Single(a => a.Axis == axis);

    internal static void AssertInvalid(ProvenanceReport report, string? code = null)
    {
        Assert.Equal(CredentialState.Invalid, report.State);
        if (code is not null) Assert.Contains(code, Failures(report).Select(s => s.Code));
        // Whatever rejects is said on an axis.
        Assert.Contains(report.Axes, a => a.Level == AxisLevel.Bad);
    }

    internal static IEnumerable<Status> Failures(ProvenanceReport report) =>
        report.Active.Concat(report.Deltas.SelectMany(d => d.Statuses)).Where(s => s.Kind == StatusKind.Failure);

    /// <summary>A manifest without claim or signature, which holds assertions all the same.</summary>
    internal static byte[] Unsigned(string label, params StoredAssertion[] assertions) => ManifestWriter.Manifest(ManifestWriter.StandardType, label, ManifestWriter.AssertionStore(assertions));

    /// <summary>An ingredient assertion that calls failures known.</summary>
    internal static StoredAssertion Record(string of, IEnumerable<Status> failures, string name = "c2pa.ingredient.v3") => VectorKit.Stored(name, CborTree.Map(
        ("relationship", CborTree.Text(Ingredient.ComponentOf)),
        ("activeManifest", VectorKit.Reference(JumbfUri.Manifest(of), new byte[32])),
        ("validationResults", CborTree.Map(("activeManifest", IngredientWriter.Results([.. failures]))))));

    /// <summary>A manifest with a box more in its assertion store.</summary>
    internal static byte[] With(ReadOnlyMemory<byte> manifest, StoredAssertion assertion)
    {
        var box = JumbfReader.Read(manifest, ProvenanceLimits.Default).Root!;
        return ManifestWriter.Manifest(box.ContentTypeCode, box.Label,
            [.. box.Children.Select(c => (ReadOnlyMemory<byte>)(c.ContentTypeCode == "c2as"
                ? JumbfWriter.Superbox("c2as", c.Label, [.. c.Children.Select(a => (ReadOnlyMemory<byte>)JumbfWriter.Box("jumb", a.Payload)), assertion.Box])
                : JumbfWriter.Box("jumb", c.Payload)))]);
    }

    /// <summary>A manifest whose note says something else.</summary>
    internal static byte[] WithLie(ReadOnlyMemory<byte> manifest)
    {
        var bytes = manifest.ToArray();
        "a lie!"u8.CopyTo(bytes.AsSpan(bytes.AsSpan().IndexOf("a note"u8)));
        return bytes;
    }
}
