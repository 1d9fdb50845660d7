using Touchstone.Media.Audio;
using Touchstone.Media.Containers;
using Touchstone.Media.Jpeg;
using Touchstone.Media.Metadata;
using Touchstone.Media.Pixels;
using Touchstone.Media.Video;

namespace Touchstone.Media;

/// <summary>The bytes under examination with their hash and format, and every view of them, computed once on demand and shared.</summary>
/// <remarks>Views are thread-safe to ask for. The bytes are never written. <see cref="Dispose"/> releases the file.</remarks>
public sealed class Specimen : IDisposable
{
    private readonly Lazy<View<ContainerTree>> _container;
    private readonly Lazy<View<MediaMetadata>> _metadata;
    private readonly Lazy<View<JpegCoefficients>> _coefficients;
    private readonly Lazy<View<RgbImage>> _pixels;
    private readonly Lazy<View<AlphaPlane>> _alpha;
    private readonly Lazy<View<PictureSize>> _size;
    private readonly Lazy<View<Plane>> _luma;
    private readonly Lazy<View<Plane>> _residual;
    private readonly Lazy<View<StreamInfo>> _streams;
    private readonly Lazy<View<AudioSignal>> _audio;
    private readonly Lazy<View<AudioSignal>> _audio16k;
    private readonly Lazy<View<SampledFrames>> _frames;
    private readonly Lazy<View<ShotBoundaries>> _shots;

    internal Specimen(string name, string? path, ByteSource bytes, Sha256 hash, MediaFormat format, Limits limits, CancellationToken cancel)
    {
        Name = name;
        Path = path;
        Bytes = bytes;
        Hash = hash;
        Format = format;
        Limits = limits;
        _container = new(() => ContainerReader.Read(this, cancel));
        _metadata = new(() => MetadataReader.Read(this, cancel));
        _coefficients = new(() => JpegCoefficientReader.Read(this, cancel));
        _pixels = new(() => PixelReader.Read(this, cancel));
        _alpha = new(() => PixelReader.ReadAlpha(this, cancel));
        _size = new(() => PixelReader.ReadSize(this, cancel));
        _luma = new(() => LumaView.Of(Pixels));
        _residual = new(() => NoiseResidual.Of(Luma, cancel));
        _streams = new(() => StreamProbe.Read(this, cancel));
        _audio = new(() => AudioReader.Read(this, cancel));
        _audio16k = new(() => AudioReader.Read16k(this, cancel));
        _frames = new(() => FrameReader.Read(this, cancel));
        _shots = new(() => ShotReader.Read(this, cancel));
    }

    /// <summary>File name for people; never used to decide anything.</summary>
    public string Name { get; }

    /// <summary>Path for tools that need a file (ffmpeg), or null for bytes in memory.</summary>
    public string? Path { get; }

    /// <summary>The bytes.</summary>
    public ByteSource Bytes { get; }

    /// <summary>SHA-256 of all bytes.</summary>
    public Sha256 Hash { get; }

    /// <summary>Container format by content.</summary>
    public MediaFormat Format { get; }

    /// <summary>Image, audio, video or document.</summary>
    public MediaKind Kind => Format.Kind();

    /// <summary>The bounds this specimen is read under.</summary>
    public Limits Limits { get; }

    /// <summary>Structure of the file.</summary>
    public View<ContainerTree> Container => _container.Value;

    /// <summary>EXIF, XMP, IPTC, container text.</summary>
    public View<MediaMetadata> Metadata => _metadata.Value;

    /// <summary>Quantised DCT coefficients of a JPEG.</summary>
    public View<JpegCoefficients> Coefficients => _coefficients.Value;

    /// <summary>8-bit RGB of a still image.</summary>
    public View<RgbImage> Pixels => _pixels.Value;

    /// <summary>Transparency of a PNG or WebP image.</summary>
    public View<AlphaPlane> Alpha => _alpha.Value;

    /// <summary>Size a still image declares; stands even where it is too large for <see cref="Pixels"/>.</summary>
    public View<PictureSize> DeclaredSize => _size.Value;

    /// <summary>Luma 0–255, ITU-R BT.601 weights on <see cref="Pixels"/>, not rounded.</summary>
    public View<Plane> Luma => _luma.Value;

    /// <summary>Wavelet noise residual of <see cref="Luma"/>.</summary>
    public View<Plane> Residual => _residual.Value;

    /// <summary>Streams of a recording or video.</summary>
    public View<StreamInfo> Streams => _streams.Value;

    /// <summary>Mono samples at the native rate.</summary>
    public View<AudioSignal> Audio => _audio.Value;

    /// <summary>Mono samples at 16 kHz.</summary>
    public View<AudioSignal> Audio16k => _audio16k.Value;

    /// <summary>Frames sampled over the video.</summary>
    public View<SampledFrames> Frames => _frames.Value;

    /// <summary>Shots of the video.</summary>
    public View<ShotBoundaries> Shots => _shots.Value;

    /// <inheritdoc/>
    public void Dispose() => Bytes.Dispose();
}
