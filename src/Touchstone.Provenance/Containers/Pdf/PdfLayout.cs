namespace Touchstone.Provenance.Containers.Pdf;

/// <summary>Finds the manifest stores of a PDF document, one for each incremental update that brought one (C2PA 2.2 §A.4).</summary>
internal static class PdfLayout
{
    private const int MostNamedStreams = 5_000;

    internal static void Read(LayoutBuilder to)
    {
        to.Unnamed = "after the end of the document";
        var objects = new PdfObjects(to);
        objects.Read();
        var end = objects.Ends.Count > 0 ? objects.Ends[^1] : to.Length;
        // A line's end after the last mark belongs to it.
        while (end < to.Length && to.Bytes.Byte(end) is '\r' or '\n') end++;
        to.Region("PDF objects", 0, end, RegionRole.Structure);
        foreach (var found in objects.All.Where(o => o.Stream is not null).Take(MostNamedStreams)) Name(to, objects, found);
        Stores(to, objects);
    }

    private static void Name(LayoutBuilder to, PdfObjects objects, PdfObject found)
    {
        if (found.Stream is not { } stream) return;
        switch (found.Value["Type"].Name)
        {
            case "Metadata":
                to.Region("XMP", stream.Start, stream.Length, RegionRole.Metadata);
                to.Xmp(objects.Content(found, to.Limits.MaximumXmpBytes));
                break;
            case "XRef" or "ObjStm":
                break;
            case "EmbeddedFile":
                to.Region("attached file", stream.Start, stream.Length, RegionRole.Media);
                break;
            default:
                to.Region("content stream", stream.Start, stream.Length, RegionRole.Media);
                break;
        }
    }

    // The catalogue's associated files that are manifests; one associated with a page or a picture speaks of that alone (§A.4.3).
    private static void Stores(LayoutBuilder to, PdfObjects objects)
    {
        var documentWide = objects.All.Where(o => o.Value["Type"].Name == "Catalog").SelectMany(c => Associated(objects, c)).ToHashSet();
        HashSet<long> taken = [];
        foreach (var file in objects.All.Where(o => o.Value["AFRelationship"].Name == "C2PA_Manifest"))
        {
            var revisionEnd = objects.Ends.FirstOrDefault(e => e > file.Offset, long.MaxValue);
            var files = file.Value["EF"];
            if (files.Reference is not null) files = objects.Find(files.Reference, revisionEnd)?.Value ?? PdfValue.Nothing;
            var stream = objects.Find(files["F"].Reference ?? files["UF"].Reference, revisionEnd);
            if (stream?.Stream is not { } range)
            {
                to.Damage(file.Offset, "A file specification names a manifest that is not there.");
                continue;
            }
            if (!taken.Add(range.Start)) continue;
            if (documentWide.Contains(file.Number)) Take(to, objects, stream, range);
            else to.Region("manifest store of a part", range.Start, range.Length, RegionRole.Credentials);
        }
    }

    private static IEnumerable<long> Associated(PdfObjects objects, PdfObject catalog)
    {
        var list = catalog.Value["AF"];
        if (list.Reference is { } number && objects.Find(number, long.MaxValue)?.Value is { Items.Count: > 0 } items) list = items;
        else if (list.Reference is { } single) return [single];
        return list.Items.Select(i => i.Reference).OfType<long>();
    }

    private static void Take(LayoutBuilder to, PdfObjects objects, PdfObject stream, ByteRange range)
    {
        var bytes = objects.Content(stream, to.Limits.MaximumStoreBytes);
        if (bytes.Length == 0) to.EmptyPlace("manifest stream that is empty or cannot be read", range.Start, range.Length);
        else to.Store(bytes, [range], "embedded file");
    }
}
