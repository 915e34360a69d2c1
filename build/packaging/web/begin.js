// Before the window's own program, in the edition that lies on a web server: what such a place lacks, and what it can add.
// Not a module: opened straight from a disk, where browsers load no modules, it must still be able to say so.
const FROM_DISK = '这个文件夹要放到网站或内网服务器上，用网址打开；直接双击打开，浏览器不让它运行。要在自己电脑上用，请安装桌面版。';

if (location.protocol === 'file:') {
  addEventListener('DOMContentLoaded', () => {
    const sentence = document.createElement('p');
    sentence.textContent = FROM_DISK;
    document.body.append(sentence);
  });
}

// Plain http, as in many an intranet, has no such function.
if (!crypto.randomUUID) {
  crypto.randomUUID = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  };
}

// From the second start on the window needs no network. Where browsers do not allow that, nothing else changes.
if ('serviceWorker' in navigator) navigator.serviceWorker.register('sw.js', { updateViaCache: 'none' }).catch(() => undefined);
