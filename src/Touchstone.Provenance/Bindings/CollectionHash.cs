using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Statuses;

namespace Touchstone.Provenance.Bindings;

// The collection data hash: files by relative URI, each whole (C2PA 2.2 §15.12.5, §18.8).
internal static class CollectionHash
{
    private const string Label = "c2pa.hash.collection.data";

    internal static BindingReport Validate(BindingInput input, StatusLog log, CancellationToken cancel)
    {
        var before = log.Entries.Count;
        if (Check(input, log, cancel) is { } objection) log.Add(objection.Code, input.Url, objection.Text);
        var matches = !log.Entries.Skip(before).Any(s => s.Kind == StatusKind.Failure);
        if (matches) log.Add(Code.AssertionCollectionHashMatch, input.Url, "Every file of the collection is as it was signed; files beside them may have been added.");
        return new BindingReport(matches, Label, Ranges.Whole(input.Asset));
    }

    private static Objection? Check(BindingInput input, StatusLog log, CancellationToken cancel)
    {
        if (input.Assertion["uris"] is not { Kind: CborKind.List, Items.Count: > 0 } files) return Malformed("The collection hash lists no files.");
        if (input.Assertion["alg"]?.Text is not { } name) return Malformed("The collection hash names no hash algorithm.");
        if (AssetHasher.Algorithm(name) is not { } algorithm) return new Objection(Code.AlgorithmUnsupported, $"The hash algorithm {name} is not allowed.");
        if (files.Items.Any(f => f["uri"]?.Text is null || f["hash"]?.Bytes is null)) return Malformed("A file of the collection has no URI or no hash.");
        if (files.Items.FirstOrDefault(f => !IsSafe(f["uri"]!.Text!)) is { } unsafeFile)
            return new Objection(Code.AssertionCollectionHashInvalidURI, $"The URI {unsafeFile["uri"]!.Text} leads out of the collection.");
        using var hasher = new AssetHasher(algorithm, cancel);
        HashSet<string> seen = new(StringComparer.Ordinal);
        var missing = 0;
        foreach (var file in files.Items)
        {
            var uri = file["uri"]!.Text!;
            // Naming a file twice is no reason to read it twice.
            if (!seen.Add($"{uri}\n{Convert.ToHexString(file["hash"]!.Bytes!.Value.Span)}")) continue;
            if (input.Collection(uri) is not { } bytes)
            {
                missing++;
                continue;
            }
            hasher.Append(bytes, new ByteRange(0, bytes.Length));
            if (!hasher.Finish().AsSpan().SequenceEqual(file["hash"]!.Bytes!.Value.Span))
                log.Add(Code.AssertionCollectionHashMismatch, input.Url, $"The file {uri} is not what was signed.");
        }
        return missing == 0 ? null : new Objection(Code.AssertionCollectionHashIncorrectFileCount, $"{missing} of {seen.Count} files of the collection are not there.");
    }

    private static Objection Malformed(string text) => new(Code.AssertionCollectionHashMalformed, text);

    // Relative, and no step up or in place, however it is written.
    private static bool IsSafe(string uri)
    {
        var plain = Uri.UnescapeDataString(uri).Replace('\\', '/');
        return plain.Length > 0 && plain[0] != '/' && !plain.Contains(':', StringComparison.Ordinal) && !plain.Split('/').Any(s => s is "." or "..");
    }
}
