using System.Text;

namespace Touchstone.Media.Metadata;

/// <summary>Finds the blocks of metadata by the container's rules, then reads each by its own standard, within bounds.</summary>
internal static class MetadataReader
{
    internal static View<MediaMetadata> Read(Specimen specimen, CancellationToken cancel)
    {
        var found = new TagList();
        if (Find(specimen, found, cancel) is { } fault) return View<MediaMetadata>.Missing(fault);
        foreach (var block in found.Blocks.ToList())
        {
            cancel.ThrowIfCancellationRequested();
            if (block.Kind is BlockKind.Xmp or BlockKind.XmpExtension && !Prepare(block, found)) continue;
            if (block.Kind == BlockKind.Exif && ExifGuard.Refusal(ByteSource.Of(block.Bytes), cancel) is { } refusal) found.Problem(refusal);
            else LibraryTags.Interpret(block, found);
            if (block.Kind == BlockKind.Exif) MakerNoteFinder.Find(block, found);
        }
        PreviewFinder.Find(specimen.Bytes, found);
        var metadata = new MediaMetadata(found.Tags, found.Previews, found.Xmp, found.Problems) 
        {
            Texts = found.Texts,
            Layout = found.Blocks.FirstOrDefault(b => b.Kind == BlockKind.Exif) is { } exif ? ExifLayout.Of(exif.Bytes) : null,
        };
        return View<MediaMetadata>.Of(metadata, "stored values as text, beside the library's reading of them; nothing decoded or corrected");
    }

    private static Fault? Find(Specimen specimen, TagList found, CancellationToken cancel)
    {
        switch (specimen.Format)
        {
            case MediaFormat.Jpeg:
                JpegBlocks.Find(specimen.Bytes, found, cancel);
                return null;
            case MediaFormat.Tiff:
                // The file is one Exif-like structure, often larger than a block may be; the library reads it in place.
                if (ExifGuard.Refusal(specimen.Bytes, cancel) is { } refusal) found.Problem(refusal);
                else LibraryTags.InterpretTiff(specimen.Bytes, found);
                return null;
            default:
                if (!specimen.Container.TryGet(out var tree, out var fault)) return fault;
                if (specimen.Format is MediaFormat.Heic or MediaFormat.Avif) HeifBlocks.Find(specimen.Bytes, tree, found);
                else if (specimen.Kind == MediaKind.Image) ChunkBlocks.Find(specimen.Bytes, tree, found, cancel);
                else TreeTags.Find(specimen.Bytes, tree, found, cancel);
                return null;
        }
    }

    // Keeps the packet as text. A document type declaration has no place in XMP (part 1 section 7.1) and can only be an attack.
    private static bool Prepare(MetadataBlock block, TagList found)
    {
        var text = Encoding.UTF8.GetString(block.Bytes).TrimEnd('\0');
        if (block.Kind == BlockKind.Xmp) found.Xmp ??= text;
        if (!text.Contains("<!DOCTYPE", StringComparison.OrdinalIgnoreCase) && !text.Contains("<!ENTITY", StringComparison.OrdinalIgnoreCase)) return true;
        found.Problem("The XMP packet declares a document type and is not parsed.");
        return false;
    }
}
