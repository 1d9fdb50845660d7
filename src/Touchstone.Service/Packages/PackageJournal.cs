using System.Text.Json;
using System.Text.Json.Nodes;
using Touchstone.Service.Journal;

namespace Touchstone.Service.Packages;

/// <summary>What the journal gives to a package: the slice, the keys, the signature.</summary>
public sealed class PackageJournal(JournalStore store, JournalReader reader, JournalKey key)
{
    internal string KeyId => key.Id;

    internal byte[] Sign(byte[] manifest) => key.SignDocument(manifest);

    /// <summary>Writes down that the package is made, then the journal's parts; returns the end that they reach.</summary>
    internal async Task<JournalHead> TakeAsync(PackageRequest asked, PartFolder parts, CancellationToken cancel)
    {
        var subject = asked.Case.ToString();
        await store.WriteAsync((_, pen) => pen.Write(asked.Actor, JournalKinds.PackageMade, subject, new JsonObject { ["specimen"] = asked.WithSpecimen }), cancel);
        var end = await JournalSlice.WriteAsync(reader, subject, parts.PathOf(PackageParts.Lines), parts.PathOf(PackageParts.Digests), cancel);
        await File.WriteAllTextAsync(parts.PathOf(PackageParts.Head), JsonSerializer.Serialize(SignedHead.Of(end, key), JsonSerializerOptions.Web), cancel);
        await File.WriteAllTextAsync(parts.PathOf(PackageParts.PublicKey), key.PublicPem + "\n", cancel);
        foreach (var older in await reader.KeysAsync(cancel))
        {
            using var opened = JournalKey.OpenPublic(older);
            if (opened.Id != key.Id) await File.WriteAllTextAsync(parts.PathOf(PackageParts.KeyOf(opened.Id)), opened.PublicPem + "\n", cancel);
        }
        return end;
    }
}
